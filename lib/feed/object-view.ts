import type { LoggedContainer } from '#lib/rollout/pod-containers.ts';

/** The kinds of objects whose whole text can be read. */
export type ViewedKind = 'DaemonSet' | 'Pod' | 'Node';

/** GET …/manifest of a DaemonSet, a Pod or a Node: the object as YAML, without what may be a secret. */
export interface ManifestAnswer {
  readonly asOf: string;
  readonly kind: ViewedKind;
  readonly name: string;
  readonly uid: string;
  readonly yaml: string;
  /** `metadata.managedFields` alone, as YAML; null when there are none. */
  readonly managedFields: string | null;
  /** How many values are hidden. */
  readonly hidden: number;
}

/** GET …/describe of the same: what `kubectl describe` says, as text. */
export interface DescribeAnswer {
  readonly asOf: string;
  readonly kind: ViewedKind;
  readonly name: string;
  readonly uid: string;
  readonly text: string;
  /** How many values are hidden. */
  readonly hidden: number;
}

/** GET …/pods/{namespace}/{pod}/containers: every container that may have a log, in the order of the Pod. */
export interface ContainersAnswer {
  readonly asOf: string;
  readonly uid: string;
  readonly containers: readonly LoggedContainer[];
}
