import type { Evidence } from '#lib/rollout/evidence.ts';
import type { ProjectNodeSelector } from '#lib/rollout/project-node-selector.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import type { EventRow } from './node-detail.ts';

/** GET …/daemonsets/{namespace}/{name}/causes: what objects that are not watched say about a DaemonSet's problems. */
export interface CausesAnswer {
  readonly asOf: string;
  /** About the DaemonSet itself, newest first, at most 100. */
  readonly events: readonly EventRow[];
  readonly projectNodeSelector: {
    readonly annotations: readonly { readonly name: string; readonly selector: string }[];
    /** Why the Namespace could not be read, or null. */
    readonly problem: string | null;
    /** What the selector does; null when there is none. */
    readonly finding: ProjectNodeSelector | null;
  };
  /** Why Nodes have no Pod, in place of the model's problem of missing Pods; empty when nobody has said. */
  readonly problems: readonly Problem[];
  readonly evidence: readonly Evidence[];
}
