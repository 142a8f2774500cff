import { labelValueFaults, qualifiedNameFaults } from '#lib/kubernetes/name-faults.ts';
import { badRequest } from './api-errors.ts';

export type LabelMatcher = (labels: Readonly<Record<string, string>>) => boolean;

/**
 * Reads the `labelSelector` query parameter: `=`, `==`, `!=`, `in (…)`, `notin (…)`, `key`, `!key`, `>`, `<`.
 * Mirrors kubernetes/apimachinery pkg/labels/selector.go Parse, v0.36. Throws ApiError 400.
 */
export function parseLabelSelector(text: string): LabelMatcher {
  const requirements = splitRequirements(text).map(parseRequirement);
  return (labels) => requirements.every((matches) => matches(labels));
}

const unparsable = (detail: string) => badRequest(`unable to parse requirement: ${detail}`);

/** Splits at commas outside parentheses. */
function splitRequirements(text: string): readonly string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else current += letter;
  }
  return [...parts, current];
}

const SET_REQUIREMENT = /^\s*([^\s!=<>(),]+)\s+(in|notin)\s*\(([^()]*)\)\s*$/;
const COMPARED = /^\s*([^\s!=<>(),]+)\s*(==|=|!=|>|<)\s*([^\s=!<>(),]*)\s*$/;
const EXISTENCE = /^\s*(!?)\s*([^\s!=<>(),]+)\s*$/;

function parseRequirement(text: string): LabelMatcher {
  const set = SET_REQUIREMENT.exec(text);
  if (set)
    return setMatcher(
      checkedKey(set[1] ?? ''),
      set[2] === 'in',
      (set[3] ?? '').split(',').map((value) => checkedValue(value.trim())),
    );
  const compared = COMPARED.exec(text);
  if (compared) return comparedMatcher(checkedKey(compared[1] ?? ''), compared[2] ?? '', compared[3] ?? '');
  const existence = EXISTENCE.exec(text);
  if (!existence) throw unparsable(`found '${text.trim()}', expected: a key with an operator, or a key`);
  const key = checkedKey(existence[2] ?? '');
  const wanted = existence[1] === '';
  return (labels) => Object.hasOwn(labels, key) === wanted;
}

function setMatcher(key: string, wanted: boolean, values: readonly string[]): LabelMatcher {
  return (labels) => (Object.hasOwn(labels, key) && values.includes(labels[key] ?? '')) === wanted;
}

function comparedMatcher(key: string, operator: string, value: string): LabelMatcher {
  if (operator === '>' || operator === '<') {
    const limit = Number(value);
    if (value === '' || !Number.isInteger(limit)) throw unparsable(`for '${operator}', the value must be an integer`);
    return (labels) => {
      const given = Object.hasOwn(labels, key) ? Number(labels[key]) : Number.NaN;
      return operator === '>' ? given > limit : given < limit;
    };
  }
  return setMatcher(key, operator !== '!=', [checkedValue(value)]);
}

function checkedKey(key: string): string {
  const [fault] = qualifiedNameFaults(key);
  if (fault) throw unparsable(`key: Invalid value: ${JSON.stringify(key)}: ${fault}`);
  return key;
}

function checkedValue(value: string): string {
  const [fault] = labelValueFaults(value);
  if (fault) throw unparsable(`values[0][]: Invalid value: ${JSON.stringify(value)}: ${fault}`);
  return value;
}
