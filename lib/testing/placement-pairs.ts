import fc from 'fast-check';

/** A verdict of the DaemonSet controller. */
export interface Verdict {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
}

/** One question to the controller: the parts of a DaemonSet and of a Node that it looks at, in the API's shape. */
export type PlacementPair = ReturnType<typeof pairOf>;

const INT64_MAX = '9223372036854775807';
const NAMES = ['node-1', 'node-10', 'Node-1', 'node-1.example', 'n'];
const KEYS = [
  'disk',
  'disk2',
  'Disk',
  'example.com/disk',
  'example.com/Disk',
  'kubernetes.io/hostname',
  'metadata.name',
  'constructor',
  '__proto__',
];
const BAD_KEYS = [
  '',
  'a b',
  '-disk',
  'disk-',
  'a/b/c',
  '/disk',
  'Example.com/disk',
  `${'k'.repeat(64)}`,
  `${'d'.repeat(254)}/k`,
  'dîsk',
];
const VALUES = ['', 'ssd', 'SSD', 'ssd2', 'node-1', 'true', '1', '01', '5', '8.5'];
const NUMBERS = [
  '0',
  '00',
  '5',
  '6',
  '0204',
  '204',
  INT64_MAX,
  '9223372036854775808',
  '9223372036854775806',
  '99999999999999999999',
  '1_000',
  '0x10',
  '1e3',
  '9007199254740993',
  '9007199254740992',
];
const SIGNED = ['-1', '+5', '-9223372036854775808', '-9223372036854775809', '-0', '+0', ' 5', '5 '];
const BAD_VALUES = ['a b', '-ssd', 'ssd-', 'ö', 'v'.repeat(64), 'a/b'];
const TAINT_KEYS = [
  'dedicated',
  'dedicated2',
  'Dedicated',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
  'node.kubernetes.io/out-of-service',
  '',
];
const TAINT_EFFECTS = ['NoSchedule', 'NoExecute', 'PreferNoSchedule', 'noschedule', 'Other', ''];
const TAINT_VALUES = ['', 'gpu', 'GPU', 'true', '5', '05', '-5', '+5', INT64_MAX, '9223372036854775808'];

const often = <T>(common: readonly T[], rare: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...common), weight: 9 }, { arbitrary: fc.constantFrom(...rare), weight: 1 });
const absentOr = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const labelKey = often(KEYS, BAD_KEYS);
const labelValue = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES), weight: 6 },
  { arbitrary: fc.constantFrom(...NUMBERS), weight: 5 },
  { arbitrary: fc.constantFrom(...SIGNED, ...BAD_VALUES), weight: 1 },
);
const operator = often(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'], ['', 'in', 'Equals', 'gt']);

/** A requirement with as many values as its operator wants, most of the time. */
const expression = fc
  .record({
    key: labelKey,
    operator,
    values: fc.array(labelValue, { maxLength: 3 }),
    proper: fc.boolean(),
    number: fc.constantFrom(...NUMBERS),
  })
  .map(({ key, operator: op, values, proper, number }) => {
    if (!proper) return { key, operator: op, values };
    if (op === 'Exists' || op === 'DoesNotExist') return { key, operator: op };
    if (op === 'Gt' || op === 'Lt') return { key, operator: op, values: [number] };
    return { key, operator: op, values: values.length > 0 ? values : ['ssd'] };
  });

const field = fc.record({
  key: often(['metadata.name'], ['metadata.namespace', 'spec.unschedulable', '']),
  operator: often(['In', 'NotIn'], ['Exists', 'Gt', '']),
  values: fc.oneof(
    { arbitrary: fc.constantFrom(...NAMES, '').map((name) => [name]), weight: 8 },
    { arbitrary: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }), weight: 1 },
  ),
});

const term = fc.record(
  { matchExpressions: fc.array(expression, { maxLength: 3 }), matchFields: fc.array(field, { maxLength: 2 }) },
  { requiredKeys: [] },
);

/** Terms, some of them there twice. */
const terms = fc.array(term, { maxLength: 3 }).chain((list) => fc.constantFrom(list, list, [...list, ...list.slice(0, 1)]));

const affinity = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      undefined,
      {},
      { nodeAffinity: {} },
      { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: null } },
    ),
    weight: 6,
  },
  {
    arbitrary: terms.map((nodeSelectorTerms) => ({
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    })),
    weight: 5,
  },
);

const toleration = fc.record(
  {
    key: fc.constantFrom(...TAINT_KEYS),
    operator: often(['Equal', 'Exists', ''], ['Gt', 'Lt', 'equal', 'Other']),
    value: fc.constantFrom(...TAINT_VALUES),
    effect: fc.constantFrom(...TAINT_EFFECTS),
    tolerationSeconds: fc.constantFrom(0, 30),
  },
  { requiredKeys: [] },
);

const taint = fc.record(
  {
    key: fc.constantFrom(...TAINT_KEYS),
    value: fc.constantFrom(...TAINT_VALUES),
    effect: often(TAINT_EFFECTS.slice(0, 3), TAINT_EFFECTS.slice(3)),
  },
  { requiredKeys: ['key', 'effect'] },
);

const labels = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), labelValue), { maxLength: 5 })
  .map((entries): Record<string, string> => Object.fromEntries(entries));

/**
 * DaemonSets and Nodes at the edges of the placement rules: near-miss keys and values, numbers at the limits of int64,
 * invalid requirements, unknown operators and effects, repeated terms, names, host network.
 */
export const placementPair = fc
  .record({
    name: fc.constantFrom(...NAMES),
    wantedName: fc.oneof(
      { arbitrary: fc.constantFrom(undefined, ''), weight: 19 },
      { arbitrary: fc.constantFrom(...NAMES), weight: 1 },
    ),
    labels,
    selected: fc.double({ min: 0, max: 1, noNaN: true }),
    nodeSelector: absentOr(
      fc.array(fc.tuple(labelKey, labelValue), { maxLength: 2 }).map((entries) => Object.fromEntries(entries)),
    ),
    affinity,
    tolerations: absentOr(fc.array(toleration, { maxLength: 4 })),
    taints: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 4 },
      { arbitrary: fc.array(taint, { maxLength: 3 }), weight: 6 },
    ),
    hostNetwork: fc.constantFrom(undefined, false, true),
    unschedulable: fc.constantFrom(undefined, true),
  })
  .map(pairOf);

interface Parts {
  readonly name: string;
  readonly wantedName: string | undefined;
  readonly labels: Record<string, string>;
  readonly selected: number;
  readonly nodeSelector: Record<string, string> | undefined;
  readonly affinity: object | undefined;
  readonly tolerations: readonly object[] | undefined;
  readonly taints: readonly object[] | undefined;
  readonly hostNetwork: boolean | undefined;
  readonly unschedulable: boolean | undefined;
}

function pairOf(parts: Parts) {
  const { name, wantedName, affinity: affinityOf, tolerations, taints, hostNetwork, unschedulable } = parts;
  // Random selectors hardly ever match: most of the time take one of the Node's own labels instead.
  const own = Object.fromEntries(Object.entries(parts.labels).slice(0, 1));
  const nodeSelector = parts.selected < 0.85 ? (parts.selected < 0.5 ? undefined : own) : parts.nodeSelector;
  const spec = {
    ...(wantedName !== undefined && { nodeName: wantedName }),
    ...(nodeSelector && { nodeSelector }),
    ...(affinityOf && { affinity: affinityOf }),
    ...(tolerations && { tolerations }),
    ...(hostNetwork !== undefined && { hostNetwork }),
    containers: [],
  };
  return {
    daemonSet: { metadata: { name: 'd' }, spec: { selector: {}, template: { spec } } },
    node: {
      metadata: { name, labels: parts.labels },
      spec: { ...(taints && { taints }), ...(unschedulable && { unschedulable }) },
      status: {},
    },
  };
}
