import fc from 'fast-check';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { aDaemonSet } from './a-daemon-set.ts';
import { aNode } from './a-node.ts';
import { aPod } from './a-pod.ts';
import { aRevision } from './a-revision.ts';

/** The Nodes that random changes speak of. */
export const NODE_NAMES = ['n1', 'n2', 'n3', 'n4'];
/** Random creation and transition times lie before this moment, some of them by seconds only. */
export const RANDOM_START = Date.parse('2026-01-01T00:10:00Z');
const TIMES = ['2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z', '2026-01-01T00:09:50Z', '2026-01-01T00:09:59Z'];

/** What the API server holds; each change goes here and into the model. */
export interface World {
  readonly nodes: Map<string, Node>;
  readonly pods: Map<string, Pod>;
  readonly daemonSets: Map<string, DaemonSet>;
  readonly revisions: Map<string, ControllerRevision>;
}

/** One change, made in the world and in the model alike. */
export type Change = (world: World, model: ClusterRollout) => void;

const nodeName = fc.constantFrom(...NODE_NAMES);
const time = fc.constantFrom(...TIMES);

const nodeChange = fc
  .record({
    name: nodeName,
    label: fc.boolean(),
    taint: fc.constantFrom('', 'NoSchedule', 'NoExecute'),
    createdAt: time,
    changedAt: time,
  })
  .map(({ name, label, taint, createdAt, changedAt }): Change => {
    const labelled = label ? aNode(name).withLabel('pool', 'a') : aNode(name);
    const node = (taint === '' ? labelled : labelled.withTaint('x', taint)).createdAt(createdAt).withMeta({ changedAt }).build();
    return (world, model) => {
      world.nodes.set(name, node);
      model.setNode(node);
    };
  });

const nodeDelete = nodeName.map(
  (name): Change =>
    (world, model) => {
      world.nodes.delete(name);
      model.deleteNode(name);
    },
);

const daemonSetChange = fc
  .record({
    name: fc.constantFrom('logger', 'proxy'),
    life: fc.constantFrom('1', '2'),
    image: fc.constantFrom('v1', 'v2'),
    selects: fc.boolean(),
    minReadySeconds: fc.constantFrom(0, 5),
    strategy: fc.constantFrom('roll', 'half', 'surge', 'onDelete'),
    generation: fc.constantFrom(1, 1, 1, 1, 2),
  })
  .map(({ name, life, image, selects, minReadySeconds, strategy, generation }): Change => {
    const base = aDaemonSet(name)
      .withMeta({ uid: `${name}-${life}` })
      .withImage(image)
      .withMinReadySeconds(minReadySeconds);
    const placed = selects ? base.withNodeSelector('pool', 'a') : base;
    const strategies = {
      roll: placed,
      half: placed.withMaxUnavailable('50%'),
      surge: placed.withMaxSurge(1),
      onDelete: placed.onDelete(),
    };
    const daemonSet = strategies[strategy as keyof typeof strategies].atGeneration(generation, 1).build();
    return (world, model) => {
      for (const [uid, other] of world.daemonSets) {
        if (other.metadata.name === name) {
          world.daemonSets.delete(uid);
        }
      }
      world.daemonSets.set(daemonSet.metadata.uid, daemonSet);
      model.setDaemonSet(daemonSet);
    };
  });

const daemonSetDelete = fc.constantFrom('logger-1', 'logger-2', 'proxy-1').map(
  (uid): Change =>
    (world, model) => {
      world.daemonSets.delete(uid);
      model.deleteDaemonSet(uid);
    },
);

const revisionChange = fc
  .record({
    uid: fc.constantFrom('logger-1', 'logger-2', 'proxy-1'),
    image: fc.constantFrom('v1', 'v2'),
    number: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ uid, image, number }): Change => {
    const owner = aDaemonSet(uid.split('-')[0]).withMeta({ uid }).withImage(image).build();
    const revision = aRevision(owner, image)
      .numbered(number)
      .withMeta({ uid: `${uid}-${image}` })
      .build();
    return (world, model) => {
      for (const [other, { metadata }] of world.revisions) {
        if (metadata.name === revision.metadata.name) {
          world.revisions.delete(other);
        }
      }
      world.revisions.set(revision.metadata.uid, revision);
      model.setControllerRevision(revision);
    };
  });

const revisionDelete = fc.constantFrom('logger-1-v1', 'logger-1-v2', 'proxy-1-v1').map(
  (uid): Change =>
    (world, model) => {
      world.revisions.delete(uid);
      model.deleteControllerRevision(uid);
    },
);

const podChange = fc
  .record({
    slot: fc.integer({ min: 0, max: 7 }),
    life: fc.constantFrom('1', '2'),
    owner: fc.constantFrom('logger-1', 'logger-2', 'proxy-1'),
    node: nodeName,
    hash: fc.constantFrom('v1', 'v2'),
    createdAt: time,
    condition: fc.constantFrom('ready', 'notReady', 'pulling', 'failed', 'unscheduled'),
    since: time,
    terminating: fc.boolean(),
  })
  .map(({ slot, life, owner, node, hash, createdAt, condition, since, terminating }): Change => {
    const daemonSet = aDaemonSet(owner.split('-')[0]).withMeta({ uid: owner }).build();
    const base = aPod(daemonSet, `pod-${slot}`)
      .on(node)
      .ofRevision(hash)
      .createdAt(createdAt)
      .withMeta({ uid: `pod-${slot}-${life}` });
    const conditions = {
      ready: () => base.ready(since),
      notReady: () => base.notReady(),
      pulling: () => base.waiting('ImagePullBackOff'),
      failed: () => base.inPhase('Failed', 'Evicted'),
      unscheduled: () => base.pinnedTo(node).unschedulable('no room'),
    };
    const built = conditions[condition as keyof typeof conditions]();
    const labelled = built.ofRevision(hash).createdAt(createdAt);
    const pod = (terminating ? labelled.terminating(since) : labelled).build();
    return (world, model) => {
      for (const [uid, other] of world.pods) {
        if (other.metadata.name === pod.metadata.name) {
          world.pods.delete(uid);
        }
      }
      world.pods.set(pod.metadata.uid, pod);
      model.setPod(pod);
    };
  });

const podDelete = fc.integer({ min: 0, max: 7 }).map(
  (slot): Change =>
    (world, model) => {
      world.pods.delete(`pod-${slot}-1`);
      model.deletePod(`pod-${slot}-1`);
    },
);

/** Any one change of a small cluster, drawn so that objects often meet, replace each other and miss each other. */
export const anyChange = fc.oneof(
  { weight: 3, arbitrary: nodeChange },
  { weight: 1, arbitrary: nodeDelete },
  { weight: 3, arbitrary: daemonSetChange },
  { weight: 1, arbitrary: daemonSetDelete },
  { weight: 3, arbitrary: revisionChange },
  { weight: 1, arbitrary: revisionDelete },
  { weight: 8, arbitrary: podChange },
  { weight: 2, arbitrary: podDelete },
);

/** A cluster without objects. */
export function emptyWorld(): World {
  return { nodes: new Map(), pods: new Map(), daemonSets: new Map(), revisions: new Map() };
}
