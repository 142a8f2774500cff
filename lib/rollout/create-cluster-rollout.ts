import type { ClusterRollout, RolloutChanges } from './cluster-rollout.ts';
import { createDaemonSetRollout, type DaemonSetRollout } from './daemon-set-rollout.ts';
import { createNodeIndex } from './node-index.ts';
import type { PlacementOptions } from './placement.ts';
import { createPodIndex, ownerKey, type PodPlace } from './pod-index.ts';
import { createRevisionIndex } from './revision-index.ts';
import type { Summary } from './summary.ts';
import { earliest } from './times.ts';

export interface ClusterRolloutOptions {
  readonly placement?: PlacementOptions;
}

/** Makes the rollout model of one cluster, empty; see `ClusterRollout` for what it guarantees. */
export function createClusterRollout({ placement = {} }: ClusterRolloutOptions = {}): ClusterRollout {
  const nodeIndex = createNodeIndex();
  const podIndex = createPodIndex();
  const revisionIndex = createRevisionIndex();
  /** By owner key, so that a Pod or revision finds its DaemonSet at once. */
  const rollouts = new Map<string, DaemonSetRollout>();
  const owners = new Map<string, string>();
  const uids = new Map<string, string>();
  const summaries = new Map<string, Summary>();

  function rolloutOf(uid: string): DaemonSetRollout | undefined {
    return rollouts.get(owners.get(uid) ?? '');
  }

  function markNodeEverywhere(name: string): void {
    for (const rollout of rollouts.values()) {
      rollout.markNode(name);
    }
  }

  function markPlaces(places: readonly PodPlace[]): void {
    for (const { owner, node } of places) {
      rollouts.get(owner)?.markNode(node);
    }
  }

  function markOwners(keys: readonly string[]): void {
    for (const key of keys) {
      rollouts.get(key)?.markRevisions();
    }
  }

  function deleteDaemonSet(uid: string): void {
    const daemonSet = rolloutOf(uid)?.daemonSet();
    if (daemonSet === undefined) {
      return;
    }
    rollouts.delete(owners.get(uid) ?? '');
    owners.delete(uid);
    uids.delete(nameKey(daemonSet.metadata.namespace ?? '', daemonSet.metadata.name));
  }

  function addDaemonSet(daemonSet: Parameters<ClusterRollout['setDaemonSet']>[0]): void {
    const { namespace = '', name, uid } = daemonSet.metadata;
    const owner = ownerKey(namespace, uid);
    const sources = {
      nodes: nodeIndex.nodes,
      podsOn: (node: string) => podIndex.podsOn({ owner, node }),
      podNodes: () => podIndex.nodesOf(owner),
      allPods: () => podIndex.all(),
      revisions: () => revisionIndex.of(owner),
    };
    owners.set(uid, owner);
    uids.set(nameKey(namespace, name), uid);
    rollouts.set(owner, createDaemonSetRollout(daemonSet, { sources, placement }));
  }

  function settle(now: number): RolloutChanges {
    const daemonSets = new Map<string, ReadonlySet<string>>();
    for (const [uid, owner] of owners) {
      const rollout = rollouts.get(owner);
      const { nodes, summaryChanged } = rollout?.settle(now) ?? { nodes: new Set<string>(), summaryChanged: false };
      if (nodes.size > 0 || summaryChanged) {
        daemonSets.set(uid, nodes);
      }
      const summary = rollout?.summary();
      if (summary !== undefined) {
        summaries.set(uid, summary);
      }
    }
    const removedDaemonSets = new Set([...summaries.keys()].filter((uid) => !owners.has(uid)));
    for (const uid of removedDaemonSets) {
      summaries.delete(uid);
    }
    const dueAt = earliest([...rollouts.values()].map((rollout) => rollout.dueAt()));
    return { ...nodeIndex.takeChanges(), daemonSets, removedDaemonSets, dueAt };
  }

  return {
    setNode(node) {
      if (nodeIndex.set(node)) {
        markNodeEverywhere(node.metadata.name);
      }
    },
    deleteNode(name) {
      if (nodeIndex.delete(name)) {
        markNodeEverywhere(name);
      }
    },
    setPod: (pod) => markPlaces(podIndex.set(pod)),
    deletePod: (uid) => markPlaces(podIndex.delete(uid)),
    setDaemonSet(daemonSet) {
      const { namespace = '', name, uid } = daemonSet.metadata;
      const predecessor = uids.get(nameKey(namespace, name));
      if (predecessor !== undefined && predecessor !== uid) {
        deleteDaemonSet(predecessor);
      }
      const known = rolloutOf(uid);
      if (known === undefined) {
        addDaemonSet(daemonSet);
      } else {
        known.setDaemonSet(daemonSet);
      }
    },
    deleteDaemonSet,
    setControllerRevision: (revision) => markOwners(revisionIndex.set(revision)),
    deleteControllerRevision: (uid) => markOwners(revisionIndex.delete(uid)),
    settle,
    nodes: () => nodeIndex.nodes,
    summaries: () => summaries,
    uidOf: (namespace, name) => uids.get(nameKey(namespace, name)),
    daemonSet: (uid) => rolloutOf(uid)?.daemonSet(),
    detail: (uid) => rolloutOf(uid)?.detail(),
    updateHash: (uid) => rolloutOf(uid)?.updateHash() ?? '',
    nodeRollout: (uid, node) => rolloutOf(uid)?.nodeRollout(node),
    pods: (uid) => rolloutOf(uid)?.pods() ?? [],
    strays: (uid, unwatched = []) => rolloutOf(uid)?.strays(unwatched) ?? [],
    timeline: (uid, page) => rolloutOf(uid)?.timeline(page) ?? null,
  };
}

function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
