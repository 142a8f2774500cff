import type { Message } from '#lib/rollout/message.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { DaemonSetDetail, Summary } from '#lib/rollout/summary.ts';

type States = Partial<Record<NodeRolloutState, number>>;

/** A Summary whose counts follow from its Nodes by state, as the model's do; override what a test is about. */
export function sampleSummary(states: States, override: Partial<Summary> = {}): Summary {
  const all = Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, states[state] ?? 0])) as Record<
    NodeRolloutState,
    number
  >;
  const sum = (...names: NodeRolloutState[]) => names.reduce((total, name) => total + all[name], 0);
  const desired = sum('missing', 'outdated', 'replacing', 'surging', 'starting', 'failing', 'ready', 'available');
  const available = sum('available', 'outdated', 'surging');
  return {
    namespace: 'kube-system',
    name: 'fluentd-elasticsearch',
    uid: override.name ? `uid-${override.name}` : 'uid-1',
    createdAt: '2025-11-20T10:00:00Z',
    phase: 'rollingOut',
    reason: {
      code: 'phase.updating',
      params: { updated: sum('available', 'ready', 'starting', 'failing'), desired, stale: all.outdated },
    },
    sentence: {
      code: 'sentence.rollingOut',
      params: { name: 'fluentd-elasticsearch', updated: sum('available', 'ready'), desired },
    },
    flags: [],
    strategy: 'RollingUpdate',
    maxUnavailable: '10%',
    maxSurge: '0',
    minReadySeconds: 10,
    generation: 8,
    observedGeneration: 8,
    revision: 8,
    images: ['registry.example/fluentd:v5.0.3'],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    states: all,
    drift: [],
    desired,
    current: desired - all.missing,
    ready: available + all.ready,
    updated: sum('available', 'ready', 'starting', 'failing'),
    available,
    unavailable: desired - available,
    misscheduled: all.misscheduled,
    stale: sum('outdated', 'surging', 'replacing'),
    missing: all.missing,
    ...override,
  };
}

/** A Summary with budget, revisions and problems. */
export function sampleDetail(states: States, override: Partial<DaemonSetDetail> = {}): DaemonSetDetail {
  const summary = sampleSummary(states, override);
  const limit = Math.max(1, Math.ceil(summary.desired / 10));
  const used = Math.min(limit, summary.unavailable);
  const kinds = [
    ...Array<NodeRolloutState>(summary.states.failing).fill('failing'),
    ...Array<NodeRolloutState>(summary.states.missing).fill('missing'),
    ...Array<NodeRolloutState>(summary.states.starting).fill('starting'),
  ].slice(0, Math.min(100, used));
  return {
    ...summary,
    budget: {
      kind: 'maxUnavailable',
      configured: '10%',
      limit,
      used,
      slots: kinds.map((state, index) => ({
        node: `ip-10-0-1-${index}`,
        state,
        reason: state === 'failing' ? 'ImagePullBackOff' : '',
        since: '2026-11-21T02:59:00Z',
        frees: { code: 'frees.available', params: { pod: `fluentd-${index}` } },
      })),
    },
    revisions: [
      revision(8, summary.updated, true, 'fluentd:v5.0.3', 'kubectl set image'),
      revision(7, summary.stale, false, 'fluentd:v5.0.2', null),
    ],
    problems: [
      {
        cause: 'ImagePullBackOff',
        state: 'failing' as const,
        nodeCount: summary.states.failing,
        nodes: ['ip-10-0-1-0'],
        message: 'Back-off pulling image "registry.example/fluentd:v5.0.3": not found',
        ...diagnosis('failing', 'problem.image', { image: 'registry.example/fluentd:v5.0.3' }),
      },
      {
        cause: 'Insufficient memory',
        state: 'missing' as const,
        nodeCount: summary.states.missing,
        nodes: ['ip-10-0-1-9'],
        message: null,
        ...diagnosis('missing', 'problem.insufficient', { resources: 'memory' }),
      },
    ].filter((problem) => problem.nodeCount > 0),
    warnings: [{ code: 'warning.noPriorityClass', params: {} }],
    pace: null,
    stall: { lastChangeAt: '2026-11-21T02:59:00Z', limitSeconds: 600 },
    prediction: { steps: [], waitsFor: { code: 'podsAvailable', nodes: used } },
    ...override,
  };
}

function diagnosis(state: NodeRolloutState, code: string, params: Message['params']) {
  const step = { code: 'step.describePod', params: {} };
  const command = 'kubectl describe --namespace=logging pod/fluentd-1';
  return {
    states: [state],
    title: { code, params },
    step,
    command,
    since: '2026-11-21T02:50:00Z',
    restarts: 0,
    slots: 1,
    pod: null,
  };
}

function revision(number: number, pods: number, current: boolean, image: string, changeCause: string | null) {
  const createdAt = current ? '2026-11-21T02:50:00Z' : '2026-11-12T08:00:00Z';
  return {
    revision: number,
    name: `fluentd-${number}`,
    hash: `7d9${number}`,
    pods,
    current,
    createdAt,
    changeCause,
    images: [image],
  };
}
