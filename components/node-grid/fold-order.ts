import type { SectionSize } from './layout.ts';
import type { NodeOrder } from './node-order.ts';

/** A heading above a group, or above the groups within one. */
export interface Heading {
  /** What folding remembers it by. */
  readonly id: string;
  readonly level: 1 | 2;
  /** The value that the Nodes below share: of the outer grouping at level 1, of the inner one at level 2. */
  readonly key: string;
  /** The Nodes below, folded or not: positions in the order that was folded. */
  readonly run: { readonly start: number; readonly count: number };
  readonly folded: boolean;
}

/** A part of the grid with its headings, outer first; a folded part has no cells. */
export interface ShownSection extends SectionSize {
  readonly lines: readonly Heading[];
}

/** An order whose folded groups show their headings alone. */
export interface ShownOrder extends NodeOrder {
  readonly sections: readonly ShownSection[];
}

/** What folding remembers a group by. No label's value holds the separator. */
export function foldId(key: string, inner: string | null): string {
  return inner === null ? key : `${key}\n${inner}`;
}

/** Leaves the Nodes of folded groups out; the slots and positions are the same ones while nothing is folded. */
export function foldOrder(order: NodeOrder, folded: ReadonlySet<string>): ShownOrder {
  const sections = sectionsOf(order, folded);
  if (sections.every(({ lines }) => lines.every((line) => !line.folded))) return { ...order, sections };
  const slots = new Uint32Array(order.slots.length);
  let length = 0;
  for (const { count, lines } of sections) {
    const innermost = lines.at(-1);
    if (count === 0 || !innermost) continue;
    slots.set(order.slots.subarray(innermost.run.start, innermost.run.start + count), length);
    length += count;
  }
  const shown = slots.slice(0, length);
  const positions = new Int32Array(order.positions.length).fill(-1);
  for (let position = 0; position < length; position++) positions[shown[position] ?? 0] = position;
  return { ...order, slots: shown, positions, sections };
}

function sectionsOf(order: NodeOrder, folded: ReadonlySet<string>): ShownSection[] {
  if (order.groupedBy.length === 0) return order.groups.map(({ count }) => ({ count, headings: 0, lines: [] }));
  const sections: ShownSection[] = [];
  const outers = outerRuns(order);
  for (const { key, inner, start, count } of order.groups) {
    const outer = outers.get(key);
    if (!outer) continue;
    const lines: Heading[] = [];
    const outerFolded = folded.has(foldId(key, null));
    if (outer.start === start) lines.push({ id: foldId(key, null), level: 1, key, run: outer, folded: outerFolded });
    if (outerFolded) {
      if (lines.length > 0) sections.push({ count: 0, headings: 1, lines });
      continue;
    }
    const id = foldId(key, inner);
    const innerFolded = inner !== null && folded.has(id);
    if (inner !== null) lines.push({ id, level: 2, key: inner, run: { start, count }, folded: innerFolded });
    sections.push({ count: innerFolded ? 0 : count, headings: lines.length, lines });
  }
  return sections;
}

/** The run of each value of the outer grouping: its inner groups stand side by side. */
function outerRuns(order: NodeOrder): ReadonlyMap<string, Heading['run']> {
  const runs = new Map<string, { start: number; count: number }>();
  for (const { key, start, count } of order.groups) {
    const run = runs.get(key);
    if (run) run.count += count;
    else runs.set(key, { start, count });
  }
  return runs;
}
