import { parseCanonicalInt64 } from '#lib/kubernetes/int64.ts';
import type { Taint } from '#lib/kubernetes/node.ts';
import type { PodSpec, Toleration } from '#lib/kubernetes/pod.ts';

export interface TolerationOptions {
  /** The feature gate TaintTolerationComparisonOperators (Gt and Lt): alpha and off by default in 1.35 and 1.36. */
  readonly comparisonOperators?: boolean;
}

/** A toleration of a daemon Pod and who put it there. */
export interface DaemonToleration {
  readonly toleration: Toleration;
  readonly origin: 'template' | 'controller';
  /** True when the template had the controller's own toleration with a `tolerationSeconds`, which the controller drops. */
  readonly boundDropped: boolean;
}

const AUTOMATIC: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];
const HOST_NETWORK: Toleration = { key: 'node.kubernetes.io/network-unavailable', operator: 'Exists', effect: 'NoSchedule' };

/**
 * The tolerations that a daemon Pod gets: the template's, then those that the controller adds.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations, v1.36.
 */
export function daemonTolerations(spec: PodSpec): readonly DaemonToleration[] {
  const automatic = spec.hostNetwork === true ? [...AUTOMATIC, HOST_NETWORK] : AUTOMATIC;
  const own = (spec.tolerations ?? []).map((toleration): DaemonToleration => {
    const replacement = automatic.find((candidate) => isSameToleration(candidate, toleration));
    return replacement === undefined
      ? { toleration, origin: 'template', boundDropped: false }
      : { toleration: replacement, origin: 'template', boundDropped: (toleration.tolerationSeconds ?? null) !== null };
  });
  const added = automatic
    .filter((candidate) => !own.some(({ toleration }) => isSameToleration(candidate, toleration)))
    .map((toleration): DaemonToleration => ({ toleration, origin: 'controller', boundDropped: false }));
  return [...own, ...added];
}

/** The first toleration that covers the taint, the template's own before the controller's, or undefined. */
export function tolerationFor(
  taint: Taint,
  tolerations: readonly DaemonToleration[],
  options: TolerationOptions = {},
): DaemonToleration | undefined {
  return tolerations.find(({ toleration }) => toleratesTaint(toleration, taint, options));
}

/**
 * True when the toleration covers the taint; `tolerationSeconds` does not matter.
 * Mirrors kubernetes/api core/v1/toleration.go ToleratesTaint, v0.36.
 */
export function toleratesTaint(toleration: Toleration, taint: Taint, options: TolerationOptions = {}): boolean {
  const { key = '', effect = '', operator = '', value = '' } = withoutNulls(toleration);
  if (effect !== '' && effect !== taint.effect) {
    return false;
  }
  if (key !== '' && key !== taint.key) {
    return false;
  }
  switch (operator) {
    case '':
    case 'Equal':
      return value === (taint.value ?? '');
    case 'Exists':
      return true;
    case 'Gt':
    case 'Lt':
      return options.comparisonOperators === true && compares(operator, { wanted: value, found: taint.value ?? '' });
    default:
      return false;
  }
}

function compares(operator: 'Gt' | 'Lt', values: { wanted: string; found: string }): boolean {
  const wanted = parseCanonicalInt64(values.wanted);
  const found = parseCanonicalInt64(values.found);
  if (wanted === undefined || found === undefined) {
    return false;
  }
  return operator === 'Gt' ? found > wanted : found < wanted;
}

// Mirrors kubernetes/api core/v1/toleration.go MatchToleration, v0.36: seconds are no part of a toleration's identity.
function isSameToleration(a: Toleration, b: Toleration): boolean {
  const left = withoutNulls(a);
  const right = withoutNulls(b);
  return (['key', 'effect', 'operator', 'value'] as const).every((field) => (left[field] ?? '') === (right[field] ?? ''));
}

// A manifest may carry null where the API server would carry nothing.
function withoutNulls(toleration: Toleration): Toleration {
  return {
    key: toleration.key ?? '',
    effect: toleration.effect ?? '',
    operator: toleration.operator ?? '',
    value: toleration.value ?? '',
  };
}
