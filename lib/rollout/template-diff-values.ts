import { fromTree, memberOf, type Tree, textOf } from './template-diff-tree.ts';

const LONGEST_VALUE = 200;
/** Members of a volume that name what is mounted. */
const SOURCE_NAMES = ['.path', '.name', '.secretName', '.claimName', '.driver', '.server', '.medium'] as const;

/** A value in one line, cut at 200 characters; '' for one that is not there. */
export function valueText(value: Tree | undefined): string {
  if (value === undefined) return '';
  const text = toleration(value) ?? (typeof value === 'object' ? JSON.stringify(fromTree(value)) : String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** What a volume mounts: `hostPath /var/log`. */
export function volumeSource(volume: Tree | undefined): string {
  if (typeof volume !== 'object' || Array.isArray(volume)) return '';
  const source = Object.keys(volume).find((member) => member !== '.name') as `.${string}` | undefined;
  if (source === undefined) return '';
  const found = memberOf(volume, source);
  const name = SOURCE_NAMES.map((member) => textOf(found, member)).find((text) => text !== '');
  return name === undefined ? source.slice(1) : `${source.slice(1)} ${valueText(name)}`;
}

/** A toleration as a taint is written: `dedicated=gpu:NoSchedule`, `dedicated:NoExecute for 60s`, `Exists` for every taint. */
function toleration(value: Tree): string | null {
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const members = Object.keys(value);
  if (members.length === 0 || members.some((member) => !TOLERATION.has(member))) return null;
  const [key, operator, text, effect, seconds] = [...TOLERATION].map((member) => textOf(value, member as `.${string}`));
  const equal = operator === 'Equal' || operator === '' ? '=' : ` ${operator} `;
  const what = key === '' ? 'Exists' : `${key}${text === '' ? (operator === 'Exists' ? '' : '=') : `${equal}${text}`}`;
  return `${what}${effect === '' ? '' : `:${effect}`}${seconds === '' ? '' : ` for ${seconds}s`}`;
}

const TOLERATION = new Set(['.key', '.operator', '.value', '.effect', '.tolerationSeconds']);
