// npm run bench -- model: what one event costs, by the number of Nodes. A cost that grows with them may not be paid per event.
import { DaemonSetEncoder } from '#lib/feed/daemon-set-encoder.ts';
import { NodeTable } from '#lib/feed/node-table.ts';
import { type Fleet, makeFleet, NOW } from './bench/fleet.ts';

const SIZES = [1_000, 10_000, 100_000];
const DAEMON_SETS = 3;
const REPETITIONS = 60;
const CONNECTION = { state: 'live', since: '2026-01-01T00:00:00Z', problem: null, lastEventAt: null } as never;

/** Changes something, the time being that of the n-th event. */
type Act = (fleet: Fleet, event: number) => void;

const EVENTS: Readonly<Record<string, Act>> = {
  'a Pod turns not ready, or ready again': ({ model, podAt }, event) => {
    const pod = podAt(pick(event));
    const conditions = [{ type: 'Ready', status: event % 2 === 0 ? ('False' as const) : ('True' as const) }];
    model.setPod({ ...pod, status: { ...pod.status, conditions } });
  },
  'a Node is tainted, or no longer': ({ model, nodeAt }, event) => {
    const node = nodeAt(pick(event));
    const taints = event % 2 === 0 ? [{ key: 'bench', effect: 'NoSchedule' }] : [];
    model.setNode({ ...node, spec: { ...node.spec, taints } });
  },
  'the controller writes the status': ({ model, daemonSets }, event) => {
    const [daemonSet] = daemonSets;
    if (daemonSet === undefined) return;
    model.setDaemonSet({ ...daemonSet, status: { ...daemonSet.status, numberReady: event } });
  },
};

// Two events in a row concern the same Node.
function pick(event: number): number {
  return ((event >> 1) * 7) % 997;
}

function medianMs(measure: (event: number) => void): number {
  const times: number[] = [];
  for (let event = 0; event < REPETITIONS; event++) {
    const began = performance.now();
    measure(event);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[REPETITIONS >> 1] ?? Number.NaN;
}

/** What one fleet costs, by what happens to it. */
function measureFleet(fleet: Fleet): ReadonlyMap<string, number> {
  const { model } = fleet;
  const uid = fleet.daemonSets[0]?.metadata.uid ?? '';
  const nodes = new NodeTable();
  nodes.apply(model.nodes().keys(), model.nodes());
  const detail = () => {
    const found = model.detail(uid);
    if (found === undefined) throw new Error('the DaemonSet is not in the model');
    return found;
  };
  const source = { nodes, detail, nodeRollout: (node: string) => model.nodeRollout(uid, node) };
  const encoder = new DaemonSetEncoder({ epoch: 'bench', source, asOf: '', connection: CONNECTION });
  const costs = new Map<string, number>();
  let now = NOW;
  for (const [name, act] of Object.entries(EVENTS)) {
    costs.set(
      name,
      medianMs((event) => {
        act(fleet, event);
        now += 100;
        model.settle(now);
      }),
    );
    costs.set(
      `${name}: and the page's patch`,
      medianMs((event) => {
        act(fleet, event);
        now += 100;
        const changes = model.settle(now);
        const patch = encoder.patch({
          asOf: '',
          connection: CONNECTION,
          nodes: nodes.apply([...changes.nodes, ...changes.removedNodes], model.nodes()),
          rollouts: changes.daemonSets.get(uid),
        });
        JSON.stringify(patch);
      }),
    );
  }
  return costs;
}

for (const [words, outdated] of [
  ['complete', 0],
  ['half of it rolled out', 0.5],
] as const) {
  const columns = SIZES.map((size) => measureFleet(makeFleet(size, DAEMON_SETS, outdated)));
  const rows = [...(columns[0]?.keys() ?? [])].map((name) => {
    const costs = columns.map((column) => column.get(name) ?? Number.NaN);
    const [first = 1] = costs;
    return [name, ...costs.map((cost) => `${cost.toFixed(3)} ms`), `× ${((costs.at(-1) ?? 0) / first).toFixed(1)}`];
  });
  console.log(`\n${DAEMON_SETS} DaemonSets, ${words}; medians of ${REPETITIONS}`);
  for (const [name = '', ...cells] of [['', ...SIZES.map((size) => `${size} nodes`), 'last/first'], ...rows]) {
    console.log(name.padEnd(66) + cells.map((cell) => cell.padStart(14)).join(''));
  }
}
