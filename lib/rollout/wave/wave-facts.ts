import type { Node } from '#lib/kubernetes/node.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import type { DaemonPod, NodeRollout } from '#lib/rollout/node-rollout.ts';

/** One Node as a wave sees it. */
export interface WaveNode {
  readonly name: string;
  /** '' when the Node names none. */
  readonly zone: string;
  readonly ready: boolean;
  readonly rollout: NodeRollout;
}

/** The DaemonSet as the watches have it. */
export interface WatchedDaemonSet {
  readonly uid: string;
  readonly generation: number;
  /** The controller has seen the newest spec, and its revision has reached the watches. */
  readonly observed: boolean;
  readonly deleting: boolean;
  /** Of the update revision; 0 while it does not exist. */
  readonly revision: number;
  /** What its Pods carry; '' while it does not exist. */
  readonly hash: string;
  readonly strategy: 'RollingUpdate' | 'OnDelete';
}

/** The cluster as a wave sees it, read anew for each step. */
export interface WaveFacts {
  /** Null: there is no DaemonSet of this name. */
  readonly daemonSet: WatchedDaemonSet | null;
  /** False while the watches may be behind for longer than is safe to act upon. */
  readonly fresh: boolean;
  /** Null: the Node is gone. */
  node(name: string): WaveNode | null;
  nodes(): Iterable<WaveNode>;
}

const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** Reads the facts of one DaemonSet from the model as of its last `settle`; nothing is copied. */
export function waveFacts(
  rollout: ClusterRollout,
  { namespace, name, fresh }: { readonly namespace: string; readonly name: string; readonly fresh: boolean },
): WaveFacts {
  const uid = rollout.uidOf(namespace, name) ?? '';
  const nodeOf = (node: Node): WaveNode | null => {
    const found = rollout.nodeRollout(uid, node.metadata.name);
    if (found === undefined) return null;
    const zone = node.metadata.labels?.[ZONE_LABEL] ?? '';
    return { name: node.metadata.name, zone, ready: isNodeReady(node), rollout: found };
  };
  return {
    daemonSet: watchedDaemonSet(rollout, uid),
    fresh,
    node(nodeName) {
      const node = rollout.nodes().get(nodeName);
      return node === undefined ? null : nodeOf(node);
    },
    *nodes() {
      for (const node of rollout.nodes().values()) {
        const seen = nodeOf(node);
        if (seen !== null) yield seen;
      }
    },
  };
}

/**
 * The Pod that a wave would delete on this Node, or null: live, outdated, on a Node where a new one will follow, and
 * nothing newer beside it.
 */
export function stalePodOn({ rollout }: WaveNode): DaemonPod | null {
  if (rollout.state !== 'outdated') return null;
  return rollout.pods.find((pod) => !pod.updated && pod.terminatingUntil === null) ?? null;
}

function watchedDaemonSet(rollout: ClusterRollout, uid: string): WatchedDaemonSet | null {
  const daemonSet = rollout.daemonSet(uid);
  const summary = rollout.summaries().get(uid);
  if (daemonSet === undefined || summary === undefined) return null;
  const hash = rollout.updateHash(uid);
  return {
    uid,
    generation: summary.generation,
    observed: summary.observedGeneration >= summary.generation && hash !== '',
    deleting: daemonSet.metadata.deletionTimestamp !== undefined,
    revision: summary.revision,
    hash,
    strategy: summary.strategy,
  };
}

function isNodeReady(node: Node): boolean {
  return node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
