import { type ReadSelection, readSelection, selectionText } from './selection-text.ts';

/** Addresses beyond about 8,000 characters are refused or cut by proxies, chats and mail; the path and the filters need room too. */
const LONGEST = 6_000;
/** Stands for a selection that only this page holds; no name is written with it. */
const MARK = '*';
const MOST_KEPT = 50;

const kept = new Map<string, readonly string[]>();
let last = 0;

/** What an address says about chosen Nodes, and whether only this page knows which. */
export interface AddressedSelection extends ReadSelection {
  readonly place: 'address' | 'page' | 'lost';
}

/** The text for an address; for a selection that is too long for one, a mark under which this page keeps it. */
export function addressOf(names: readonly string[]): string {
  const text = selectionText(names);
  if (text.length <= LONGEST) return text;
  last++;
  kept.set(`${MARK}${last}`, names);
  for (const mark of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(mark);
  return `${MARK}${last}`;
}

/** The names behind the text of an address; a mark of another page, or of this one before it was loaded again, is lost. */
export function namesOf(text: string): AddressedSelection {
  if (!text.startsWith(MARK)) return { ...readSelection(text), place: 'address' };
  const names = kept.get(text);
  return names ? { names, unreadable: 0, place: 'page' } : { names: [], unreadable: 0, place: 'lost' };
}
