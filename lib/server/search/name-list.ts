import 'server-only';
import { RANK, rankOf } from './name-rank.ts';

/** What was found, best first; `more` when there are others. */
export interface Found<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

/** Texts that can be searched for words, each with what it stands for. */
export interface NameList<Item> {
  /** Stores an item under a key, in place of the one before. */
  set(key: string, text: string, item: Item): void;
  get(key: string): Item | undefined;
  delete(key: string): void;
  /**
   * At most so many of those whose text holds every word: whole names first, then beginnings of names, of their parts,
   * then the rest; short before long. Of thousands only the first found are weighed: of those that begin with the word, then of the others.
   */
  search(words: readonly string[], most: number): Found<Item>;
}

interface Entry<Item> {
  readonly text: string;
  readonly item: Item;
}

interface Block<Item> {
  readonly entries: Map<string, Entry<Item>>;
  /** All texts, each between line breaks, so that the engine's own search looks through them at once; null after a change. */
  joined: { readonly text: string; readonly entries: readonly Entry<Item>[] } | null;
}

const MOST_IN_BLOCK = 1024; // a change makes about 50 KB of text anew at the next search, however many names there are
const MOST_WEIGHED = 2_000; // about a millisecond
const MOST_LOOKED_AT = 20_000; // of those that hold one of several words: about 4 ms
/** What stands before a word: it begins the text, begins a name in it, or stands anywhere. Looked for in this order. */
const BEFORE = ['\n', ' ', ''];

/** Makes an empty list. A change costs the same however many names there are; a search looks once over the text of all. */
export function createNameList<Item>(): NameList<Item> {
  const blocks = new Set<Block<Item>>();
  const blockOf = new Map<string, Block<Item>>();
  let open: Block<Item> | null = null;

  function blockWithRoom(): Block<Item> {
    if (open === null || open.entries.size >= MOST_IN_BLOCK || !blocks.has(open)) {
      open = [...blocks].find(({ entries }) => entries.size < MOST_IN_BLOCK / 2) ?? { entries: new Map(), joined: null };
      blocks.add(open);
    }
    return open;
  }

  return {
    set(key, text, item) {
      const block = blockOf.get(key) ?? blockWithRoom();
      block.entries.set(key, { text: text.toLowerCase().replaceAll('\n', ' '), item });
      block.joined = null;
      blockOf.set(key, block);
    },
    get: (key) => blockOf.get(key)?.entries.get(key)?.item,
    delete(key) {
      const block = blockOf.get(key);
      if (block === undefined) return;
      blockOf.delete(key);
      block.entries.delete(key);
      block.joined = null;
      if (block.entries.size === 0) blocks.delete(block);
    },
    search(given, most) {
      const words = given.map((word) => word.toLowerCase()).sort(rarerFirst);
      const first = words[0];
      if (first === undefined) return { items: [], more: false };
      const found = new Set<Entry<Item>>();
      for (const before of words.length === 1 ? BEFORE : ['']) {
        if (found.size <= most) collect(blocks, before + first, { words, found });
      }
      return bestOf([...found], words, most);
    },
  };
}

/** Numbers and long words leave the fewest entries to look at. */
function rarerFirst(a: string, b: string): number {
  return Number(/\d/.test(b)) - Number(/\d/.test(a)) || b.length - a.length;
}

interface Wanted<Item> {
  readonly words: readonly string[];
  readonly found: Set<Entry<Item>>;
}

/** Adds the entries that hold the needle and every word, until there are more than anybody reads. */
function collect<Item>(blocks: Iterable<Block<Item>>, needle: string, { words, found }: Wanted<Item>): void {
  let looked = 0;
  for (const block of blocks) {
    const { text, entries } = joinedOf(block);
    let index = 0;
    let end = entries[0]?.text.length ?? 0; // where in `text` the entry at `index` ends
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, end + 1)) {
      while (end < at) end += 1 + (entries[++index]?.text.length ?? Number.POSITIVE_INFINITY);
      const entry = entries[index];
      if (entry && words.every((word) => entry.text.includes(word))) found.add(entry);
      if (found.size >= MOST_WEIGHED || ++looked >= MOST_LOOKED_AT) return;
    }
  }
}

function joinedOf<Item>(block: Block<Item>): NonNullable<Block<Item>['joined']> {
  if (block.joined === null) {
    const entries = [...block.entries.values()];
    block.joined = { text: `\n${entries.map(({ text }) => text).join('\n')}\n`, entries };
  }
  return block.joined;
}

function bestOf<Item>(entries: readonly Entry<Item>[], words: readonly string[], most: number): Found<Item> {
  const ranked = entries.map(({ text, item }) => {
    const ranks = words.map((word) => rankOf(text, word));
    return { text, item, rank: ranks.reduce((sum, rank) => sum + rank, 0) / (RANK.inside * ranks.length) };
  });
  ranked.sort((a, b) => a.rank - b.rank || a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
  return { items: ranked.slice(0, most).map(({ item }) => item), more: ranked.length > most };
}
