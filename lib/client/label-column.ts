import type { NodeLabelValues } from '#lib/feed/node-labels.ts';
import type { LiveDaemonSet } from './live-daemon-set.ts';

/** The values of one label, looked up by the slots of a live DaemonSet. */
export interface LabelColumn {
  /** Index 0 is '': Nodes without the label, or with an empty value. */
  readonly values: readonly string[];
  /** Index into `values` of the Node that is in a slot now. */
  indexOf(live: LiveDaemonSet, slot: number): number;
}

/** Nodes that are taken in before the page gets its turn again. */
const AT_ONCE = 10_000;

/** Makes the column of an answer; `pause` lets the page draw between the parts of a large one. */
export async function labelColumn(answer: NodeLabelValues, pause: () => Promise<void>): Promise<LabelColumn> {
  const values = [''];
  const indices = new Map<string, number>();
  let taken = 0;
  for (const { value, nodes } of answer.values) {
    const index = value === '' ? 0 : values.push(value) - 1;
    for (const node of nodes) {
      indices.set(node, index);
      if (++taken % AT_ONCE === 0) await pause();
    }
  }
  // What a slot held at the last look: comparing one name is far cheaper than finding it.
  const owners: string[] = [];
  const known: number[] = [];
  return {
    values,
    indexOf(live, slot) {
      const name = live.name(slot);
      if (owners[slot] !== name) {
        owners[slot] = name;
        known[slot] = indices.get(name) ?? 0;
      }
      return known[slot] ?? 0;
    },
  };
}
