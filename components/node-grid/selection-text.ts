import { sharedDomain } from '#components/ui/short-names.ts';

/** More names than any cluster has: what an address asks for beyond is not expanded. */
const MOST_NAMES = 200_000;
/** Stands before the ending that all names share. */
const DOMAIN = '@';
const SAFE = /^[A-Za-z0-9._-]*$/;
/** The last number of a name's first label: `node-7`, `ip-10-0-3-17.eu-1.compute.internal`. */
const NUMBERED = /^([^.]*?)(\d{1,15})([^\d.]*(?:\..*)?)$/s;

/** What an address says about chosen Nodes. */
export interface ReadSelection {
  readonly names: readonly string[];
  /** How many parts of the text could not be read. */
  readonly unreadable: number;
}

/**
 * The names as one readable text for an address: `node-[1-20,25],other-7`, what all end with once: `a,b@.internal`. The same set gives the same text, and
 * `readSelection` gives back exactly these names, whatever they hold.
 */
export function selectionText(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const domain = sharedDomain(all);
  const plain: string[] = [];
  const numbered = new Map<string, { head: string; tail: string; numbers: string[] }>();
  for (const whole of all) {
    const name = whole.slice(0, whole.length - domain.length);
    const [, head = '', number, tail = ''] = NUMBERED.exec(name) ?? [];
    if (number === undefined) {
      plain.push(escapeName(name));
      continue;
    }
    // A bracket is in no escaped name: two pairs never give one key.
    const key = `${escapeName(head)}[${escapeName(tail)}`;
    const group = numbered.get(key) ?? { head, tail, numbers: [] };
    group.numbers.push(number);
    numbered.set(key, group);
  }
  for (const { head, tail, numbers } of numbered.values())
    plain.push(`${escapeName(head)}${numbersText(numbers)}${escapeName(tail)}`);
  return plain.sort().join() + (domain === '' ? '' : `${DOMAIN}${escapeName(domain)}`);
}

/** Reads what `selectionText` wrote, or a person; never throws, and never expands more than a cluster can hold. */
export function readSelection(text: string): ReadSelection {
  const names = new Set<string>();
  let unreadable = 0;
  const [list = '', ending = '', ...more] = text.split(DOMAIN);
  const domain = more.length === 0 ? unescapeName(ending) : null;
  if (domain === null) return { names: [], unreadable: 1 };
  for (const part of list === '' ? [] : partsOf(list)) {
    const read = readPart(part, MOST_NAMES - names.size);
    if (read === null) unreadable++;
    else for (const name of read) names.add(`${name}${domain}`);
  }
  return { names: [...names], unreadable };
}

/** Cut at the commas that stand in no bracket. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') inside = true;
    else if (text[at] === ']') inside = false;
    else if (text[at] === ',' && !inside) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** One number as it stands, several as ranges in brackets. Zeros in front are kept: `[008-012]`; `[1-28/3]` is every third. */
function numbersText(numbers: readonly string[]): string {
  const sorted = numbers.toSorted((a, b) => Number(a) - Number(b) || a.length - b.length);
  const ranges: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const { last, step } = runFrom(sorted, at);
    const first = sorted[at] ?? '';
    ranges.push(last === at ? first : `${first}-${sorted[last]}${step === 1 ? '' : `/${step}`}`);
    at = last + 1;
  }
  return ranges.length === 1 && sorted.length === 1 ? (ranges[0] ?? '') : `[${ranges.join()}]`;
}

/** How far even steps lead from a place; two numbers are a run only when one follows the other. */
function runFrom(sorted: readonly string[], at: number): { readonly last: number; readonly step: number } {
  const first = sorted[at] ?? '';
  const step = Number(sorted[at + 1]) - Number(first);
  if (!(step >= 1)) return { last: at, step: 1 };
  let last = at;
  while (sorted[last + 1] === padded(Number(first) + step * (last + 1 - at), first.length)) last++;
  return step === 1 || last - at > 1 ? { last, step } : { last: at, step: 1 };
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** The names of one part, null when it says nothing. */
function readPart(part: string, most: number): readonly string[] | null {
  const [, head = '', ranges, tail = ''] = /^([^[\]]*)(?:\[([^[\]]*)\]([^[\]]*))?$/.exec(part) ?? [];
  const start = unescapeName(head);
  const end = unescapeName(tail);
  if (part === '' || start === null || end === null || (head === '' && ranges === undefined)) return null;
  if (ranges === undefined) return most > 0 ? [start] : null;
  const names: string[] = [];
  for (const range of ranges.split(',')) {
    const [, first, last = first, by = '1'] = /^(\d{1,15})(?:-(\d{1,15})(?:\/(\d{1,15}))?)?$/.exec(range) ?? [];
    if (first === undefined || last === undefined) return null;
    const step = Number(by);
    const count = (Number(last) - Number(first)) / step + 1;
    if (!(count >= 1) || !Number.isInteger(count) || names.length + count > most) return null;
    if (padded(Number(last), first.length) !== last) return null;
    for (let value = Number(first); value <= Number(last); value += step)
      names.push(`${start}${padded(value, first.length)}${end}`);
  }
  return names;
}

/** Characters that no legal name has are written `~hhhh`: none of them can pass for a comma or a bracket. */
function escapeName(text: string): string {
  if (SAFE.test(text)) return text;
  return text.replace(/[^A-Za-z0-9._-]/g, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function unescapeName(text: string): string | null {
  if (SAFE.test(text)) return text;
  const left = text.replace(/~[0-9a-f]{4}/g, '');
  if (!SAFE.test(left)) return null;
  return text.replace(/~([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
