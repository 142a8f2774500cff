import type { PageSample } from './page-probe.ts';

/** kubectl's counts of a DaemonSet, in the words of its columns, and the misscheduled ones that it has no column for. */
export type Counts = Readonly<Record<(typeof WORDS)[number], number>>;

const WORDS = ['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'MISSCHEDULED'] as const;

/** Chips that may hold Nodes when a rollout is complete. */
const SERVED = new Set(['all Nodes', 'available', 'not eligible', 'misscheduled']);

interface KubectlDaemonSet {
  readonly status: Readonly<Record<string, number>>;
}

type Kubectl = (kubectlArguments: readonly string[]) => Promise<string>;

/** The counts as `kubectl get ds` prints them, and misscheduled from `-o json`. */
export async function kubectlCounts(kubectl: Kubectl, namespace: string, name: string): Promise<Counts> {
  const table = await kubectl(['get', 'daemonset', name, '-n', namespace]);
  const [head = '', row = ''] = table.split('\n');
  const titles = head.trim().split(/\s{2,}/);
  const cells = row.trim().split(/\s+/);
  const cell = (word: string) => Number(cells[titles.indexOf(word)]);
  const { status } = JSON.parse(await kubectl(['get', 'daemonset', name, '-n', namespace, '-o', 'json'])) as KubectlDaemonSet;
  return {
    DESIRED: cell('DESIRED'),
    CURRENT: cell('CURRENT'),
    READY: cell('READY'),
    'UP-TO-DATE': cell('UP-TO-DATE'),
    AVAILABLE: cell('AVAILABLE'),
    MISSCHEDULED: status.numberMisscheduled ?? Number.NaN,
  };
}

/** The same counts as the page shows them. */
export function pageCounts({ counts }: PageSample): Counts {
  const count = (word: string) => counts[word] ?? Number.NaN;
  return {
    DESIRED: count('DESIRED'),
    CURRENT: count('CURRENT'),
    READY: count('READY'),
    'UP-TO-DATE': count('UP-TO-DATE'),
    AVAILABLE: count('AVAILABLE'),
    MISSCHEDULED: count('MISSCHEDULED'),
  };
}

/** Why the page's own numbers speak against the word `complete`, or null when they do not or it is not said. */
export function contradiction({ phase, counts, states }: PageSample): string | null {
  if (phase !== 'complete') return null;
  const { DESIRED, CURRENT, READY, AVAILABLE, STALE } = counts;
  const updated = counts['UP-TO-DATE'];
  if ([CURRENT, READY, updated, AVAILABLE].some((count) => count !== DESIRED)) return `complete with ${JSON.stringify(counts)}`;
  if (STALE !== 0) return `complete with ${STALE} stale`;
  const unserved = Object.entries(states).filter(([state, nodes]) => nodes > 0 && !SERVED.has(state));
  return unserved.length > 0 ? `complete with ${JSON.stringify(states)}` : null;
}
