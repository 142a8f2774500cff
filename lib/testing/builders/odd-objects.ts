import fc from 'fast-check';

const TIMES = [
  '2026-01-01T00:00:00Z',
  '2025-12-31T23:59:30Z',
  '2026-01-02T00:00:00.000001Z',
  '',
  'never',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '33715-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '2026-02-30T00:00:00Z',
] as const;
const NUMBERS = [0, 1, 2, -1, 30, 2 ** 31 - 1, 2 ** 53, -(2 ** 53), 9.3e18, 0.5, 1e308] as const;
const WORDS = ['', 'a', 'app', 'main', '__proto__', 'constructor', 'toString', '\u202e', '{x}', 'W'.repeat(300), '9'.repeat(30)];

const time = fc.constantFrom(...TIMES);
const number = fc.constantFrom(...NUMBERS);
const word = fc.constantFrom(...WORDS);
const nodeName = fc.constantFrom('n1', 'n2', 'n3', 'gone', '', '__proto__');
const hash = fc.constantFrom('old', 'new', '', '__proto__', 'constructor');
const status = fc.constantFrom('True', 'False', 'Unknown', '', 'Perhaps');
const labels = fc.dictionary(fc.constantFrom('app', 'zone', '', '__proto__', 'constructor'), word, { maxKeys: 3 });

/** Some of the members, as an API server leaves out what is empty; null now and then, as a careless client writes it. */
function some<Members extends Record<string, fc.Arbitrary<unknown>>>(members: Members) {
  const nullable = Object.fromEntries(
    Object.entries(members).map(([key, value]) => [key, fc.option(value, { freq: 12, nil: null })]),
  );
  return fc.record(nullable, { requiredKeys: [] });
}

const list = (item: fc.Arbitrary<unknown>, maxLength = 3) => fc.array(item, { maxLength });
const conditions = list(
  fc
    .tuple(
      fc.record({ type: fc.constantFrom('Ready', 'PodScheduled', 'Initialized', 'DisruptionTarget', '', '__proto__'), status }),
      some({
        reason: fc.constantFrom('Unschedulable', 'SchedulingGated', '', 'X'),
        message: fc.constantFrom(
          '0/5 nodes are available: 1 Insufficient cpu.',
          '0/99999999999999999999 nodes are available: .',
          '0/1 nodes are available: 1 node(s) had untolerated taint {: }. preemption: 0/1',
          '',
          'x'.repeat(2_000),
        ),
        lastTransitionTime: time,
      }),
    )
    .map(([known, more]) => ({ ...known, ...more })),
);
const requirement = some({
  key: fc.constantFrom('zone', 'metadata.name', '', '__proto__'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', '', 'Near'),
  values: list(fc.oneof(word, nodeName)),
});
const terms = list(some({ matchExpressions: list(requirement), matchFields: list(requirement) }));
const affinity = some({
  nodeAffinity: some({ requiredDuringSchedulingIgnoredDuringExecution: some({ nodeSelectorTerms: terms }) }),
});
const effect = fc.constantFrom('NoSchedule', 'NoExecute', 'PreferNoSchedule', '', 'NoIdea');
const taintKey = fc.constantFrom('', 'x', 'node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable', '__proto__');
const toleration = some({
  key: taintKey,
  operator: fc.constantFrom('Exists', 'Equal', 'Gt', 'Lt', '', 'Maybe'),
  value: word,
  effect,
  tolerationSeconds: number,
});
const container = fc
  .tuple(
    fc.constantFrom('main', 'side', '', '__proto__'),
    some({
      image: fc.constantFrom('registry.example/x:1', '', 'x@sha256:', ':::'),
      restartPolicy: fc.constantFrom('Always', 'Never', ''),
      ports: list(some({ containerPort: number, hostPort: number, protocol: word })),
      startupProbe: some({ initialDelaySeconds: number, periodSeconds: number, failureThreshold: number }),
    }),
  )
  .map(([name, more]) => ({ name, ...more }));
const podSpec = fc
  .tuple(
    list(container),
    some({
      nodeName,
      nodeSelector: labels,
      affinity,
      tolerations: list(toleration),
      hostNetwork: fc.boolean(),
      initContainers: list(container),
      terminationGracePeriodSeconds: number,
      schedulerName: word,
    }),
  )
  .map(([containers, more]) => ({ containers, ...more }));

const finalizers = list(fc.constantFrom('foregroundDeletion', 'orphan', '', 'example.com/hold'));
const commonMeta = {
  resourceVersion: fc.constantFrom('1', '', 'abc', '-5', '99999999999999999999'),
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: number,
  generation: number,
  labels,
  finalizers,
};

function meta(name: fc.Arbitrary<string>, uid: fc.Arbitrary<string>, more: Record<string, fc.Arbitrary<unknown>> = {}) {
  return fc
    .tuple(fc.record({ name, uid }), some({ ...commonMeta, ...more }))
    .map(([known, rest]) => ({ resourceVersion: '1', namespace: 'default', ...withoutNull(rest, 'resourceVersion'), ...known }));
}

function withoutNull(fields: Record<string, unknown>, key: string): Record<string, unknown> {
  return fields[key] === null ? Object.fromEntries(Object.entries(fields).filter(([other]) => other !== key)) : fields;
}

/** A Node as JSON that an API server could send, or nearly. */
export const oddNode = fc.record({
  metadata: meta(fc.constantFrom('n1', 'n2', 'n3'), fc.constantFrom('u1', 'u2')),
  spec: some({
    unschedulable: fc.boolean(),
    taints: list(fc.tuple(taintKey, some({ value: word, effect, timeAdded: time })).map(([key, more]) => ({ key, ...more }))),
  }),
  status: some({ conditions, allocatable: fc.dictionary(fc.constantFrom('cpu', 'memory', ''), word, { maxKeys: 2 }) }),
});

const selector = some({ matchLabels: fc.constantFrom({ app: 'a' }, {}, { '': '' }), matchExpressions: list(requirement, 1) });
const template = fc.record({ metadata: some({ labels }), spec: podSpec });
const UID = 'ds';

/** A DaemonSet, always of the same uid. */
export const oddDaemonSet = fc.record({
  metadata: meta(fc.constant('agent'), fc.constant(UID), {
    annotations: fc.dictionary(
      fc.constantFrom('deprecated.daemonset.template.generation', 'rollcall.dev/paused', 'kubernetes.io/change-cause'),
      fc.oneof(word, fc.constantFrom('1', '{}', '{"rollingUpdate":{"maxUnavailable":[]},"pausedAt":7}')),
      { maxKeys: 3 },
    ),
    managedFields: list(
      some({ manager: word, time, operation: word, fieldsV1: fc.constant({ 'f:spec': { 'f:updateStrategy': {} } }) }),
    ),
  }),
  spec: fc
    .tuple(
      fc.record({ selector, template }),
      some({
        minReadySeconds: number,
        revisionHistoryLimit: number,
        updateStrategy: some({
          type: fc.constantFrom('RollingUpdate', 'OnDelete', '', 'Whenever'),
          rollingUpdate: some({
            maxUnavailable: fc.oneof(number, fc.constantFrom('10%', '0%', '100%', '', 'x%', '1e9%', '-5%')),
            maxSurge: fc.oneof(number, fc.constantFrom('10%', '0%', '', '%')),
          }),
        }),
      }),
    )
    .map(([known, more]) => ({ ...known, ...more })),
  status: some({
    observedGeneration: number,
    desiredNumberScheduled: number,
    numberReady: number,
    numberAvailable: number,
    updatedNumberScheduled: number,
    numberMisscheduled: number,
    currentNumberScheduled: number,
  }),
});

const owner = fc.constantFrom(
  { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: UID, controller: true },
  { kind: 'DaemonSet', name: 'agent', uid: 'before', controller: true },
  { kind: '', name: '', uid: '', controller: false },
);

/** A ControllerRevision, mostly of that DaemonSet. */
export const oddRevision = fc.record({
  metadata: meta(word.filter(Boolean), fc.constantFrom('r1', 'r2', 'r3'), {
    ownerReferences: list(owner),
    labels: fc.record({ 'controller-revision-hash': hash, app: fc.constant('a') }),
  }),
  revision: number,
  data: fc.oneof(
    fc.constantFrom(null, 7, {}, { spec: null }, { spec: { template: { spec: 1 } } }),
    fc.record({ spec: fc.record({ template }) }),
  ),
});

const containerState = some({
  waiting: some({ reason: fc.constantFrom('CrashLoopBackOff', 'ContainerCreating', '', 'X'), message: word }),
  running: some({ startedAt: time }),
  terminated: some({ reason: word, message: word, signal: number, startedAt: time, finishedAt: time }).chain((rest) =>
    number.map((exitCode) => ({ ...rest, exitCode })),
  ),
});
const containerStatus = fc
  .tuple(
    fc.record({ name: fc.constantFrom('main', 'side', '', '__proto__'), ready: fc.boolean(), restartCount: number }),
    some({ imageID: word, started: fc.boolean(), state: containerState, lastState: containerState }),
  )
  .map(([known, more]) => ({ ...known, ...more }));

/** A Pod, mostly of that DaemonSet. */
export const oddPod = fc.record({
  metadata: meta(word.filter(Boolean), fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), {
    ownerReferences: list(owner),
    labels: fc.oneof(
      labels,
      fc.record({
        'controller-revision-hash': hash,
        'pod-template-generation': fc.constantFrom('1', '', 'x'),
        app: fc.constant('a'),
      }),
    ),
  }),
  spec: podSpec,
  status: fc.option(
    some({
      phase: fc.constantFrom('Running', 'Pending', 'Failed', 'Succeeded', '', 'Confused'),
      reason: fc.constantFrom('Evicted', 'NodeLost', '', 'OutOfcpu'),
      message: word,
      startTime: time,
      conditions,
      containerStatuses: list(containerStatus),
      initContainerStatuses: list(containerStatus),
    }),
    { freq: 10, nil: null },
  ),
});
