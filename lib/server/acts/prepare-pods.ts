import 'server-only';
import type { Act, PodTarget } from '#lib/feed/act.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { digestOfDaemonSet, digestOfRevision } from '#lib/kubernetes/template-digest.ts';
import { deletePodsCommand, evictPodCommand } from '#lib/rollout/act-command.ts';
import { planDeletePod, planDeleteStale, planEvictPod } from '#lib/rollout/act-pods.ts';
import { planDeletePods } from '#lib/rollout/act-several-pods.ts';
import { isObserved, isPodUpdated, type RevisionContext, revisionContext } from '#lib/rollout/revisions.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import { type PreparedAct, type StepEnd, unlessGone } from './act-step.ts';
import { requireUid } from './object-steps.ts';
import { podStep } from './pod-steps.ts';
import type { Ground, Scene } from './scene.ts';

type Asked<Name extends Act['act']> = Extract<Act, { act: Name }>;

/** Every stale Pod, or those on the given Nodes; each is looked at again right before it goes. */
export async function prepareDeleteStale(scene: Scene, asked: Asked<'deleteStale'>): Promise<PreparedAct> {
  const { view, actor, place, hub } = scene;
  const { uid, generation } = view.daemonSet.metadata;
  const unknown = asked.nodes?.find((node) => !hub.rollout.nodes().has(node));
  if (unknown !== undefined) throw new Refusal('node.notFound', `There is no Node ${unknown}.`, { field: 'nodes' });
  const revisions = await updateRevision(scene);
  const plan = planDeleteStale(view, asked.nodes, revisions.hash);
  const objection = (pod: Pod): StepEnd | null => {
    if (hub.rollout.daemonSet(uid)?.metadata.generation !== generation) return refused('The DaemonSet has changed meanwhile.');
    if (!isControlledBy(pod, uid)) return refused('The Pod is no longer one of this DaemonSet.');
    return isPodUpdated(pod, revisions) ? refused('The Pod is of the update revision.') : null;
  };
  return {
    plan,
    kubectl: deletePodsCommand(place.namespace, plan.objects),
    steps: plan.objects.map((object) => podStep(actor, object, { by: 'delete', objection })),
  };
}

/**
 * The update revision, proven by its template: what the model takes for it may be the one before while the newest
 * is on its way. Throws Refusal while nobody can say which Pods are stale.
 */
async function updateRevision({ view, actor, place, hub }: Scene): Promise<RevisionContext> {
  const { daemonSet, detail } = view;
  const known = hub.rollout.daemonSet(daemonSet.metadata.uid)?.metadata.generation;
  if (!isObserved(daemonSet) || known !== daemonSet.metadata.generation) throw notObserved();
  const current = detail.revisions.find((revision) => revision.current);
  const revision = current && (await unlessGone(actor.operations.getControllerRevision(place.namespace, current.name)));
  if (!revision || digestOfRevision(revision) !== digestOfDaemonSet(daemonSet)) throw notObserved();
  return revisionContext(daemonSet, [revision]);
}

function notObserved(): Refusal {
  const sentence = 'The controller has not observed the newest template yet, so nobody can say which Pods are stale; try again.';
  return new Refusal('target.changed', sentence, { retryAfterSeconds: 1 });
}

/** One Pod that the DaemonSet controls, or those of several that are still there. */
export async function prepareDeletePod(scene: Scene, asked: Asked<'deletePod'>): Promise<PreparedAct> {
  const { view, actor, place } = scene;
  const { uid } = view.daemonSet.metadata;
  const force = asked.force === true;
  const plan =
    asked.pods === undefined
      ? planDeletePod(view, await podOf(scene, asked.pod, 'pod'), { force })
      : planDeletePods(view, await podsOf(scene, asked.pods), { force });
  const objection = (now: Pod) => (isControlledBy(now, uid) ? null : refused('The Pod is no longer one of this DaemonSet.'));
  return {
    plan,
    kubectl: deletePodsCommand(place.namespace, plan.objects, { force }),
    steps: plan.objects.map((object) => podStep(actor, object, { by: 'delete', force, objection })),
  };
}

async function podOf(scene: Scene, target: PodTarget, field: string): Promise<Pod> {
  const pod = await scene.actor.operations.getPod(scene.place.namespace, target.name);
  requireUid(pod, target.uid, 'Pod', `${field}.uid`);
  return requireOurs(scene, pod, field);
}

function requireOurs({ view }: Scene, pod: Pod, field: string): Pod {
  if (isControlledBy(pod, view.daemonSet.metadata.uid)) return pod;
  throw new Refusal('target.changed', `The Pod ${pod.metadata.name} is none of this DaemonSet.`, { field: `${field}.name` });
}

/** Those that are gone by now are left out; throws Refusal when none is left. */
async function podsOf(scene: Scene, targets: readonly PodTarget[]): Promise<readonly Pod[]> {
  const looked = await Promise.all(targets.map((target, index) => unlessGone(podOrGone(scene, target, `pods[${index}]`))));
  const pods = looked.filter((pod) => pod !== null);
  if (pods.length === 0) throw new Refusal('target.changed', 'None of these Pods is there any more.', { field: 'pods' });
  return pods;
}

async function podOrGone(scene: Scene, target: PodTarget, field: string): Promise<Pod | null> {
  const pod = await scene.actor.operations.getPod(scene.place.namespace, target.name);
  return pod.metadata.uid === target.uid ? requireOurs(scene, pod, field) : null;
}

/** A Pod of anybody, if its PodDisruptionBudgets allow it. `node`: where it has to be. */
export async function prepareEvictPod(
  { actor }: Ground,
  { name, uid, namespace, node }: PodTarget & { readonly namespace: string; readonly node?: string },
): Promise<PreparedAct> {
  const pod = await actor.operations.getPod(namespace, name);
  requireUid(pod, uid, 'Pod', 'pod.uid');
  if (node !== undefined && pod.spec.nodeName !== node)
    throw new Refusal('target.changed', `The Pod ${name} is not on the Node ${node}.`, { field: 'pod.name' });
  const budgets = await unlessForbidden(actor.writes.listPodDisruptionBudgets(namespace));
  const plan = planEvictPod(pod, budgets);
  return {
    plan,
    kubectl: evictPodCommand(namespace, name),
    steps: plan.objects.map((object) => podStep(actor, object, { by: 'eviction' })),
  };
}

async function unlessForbidden<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (thrown) {
    if (isKubernetesApiError(thrown) && thrown.reason === 'forbidden') return null;
    throw thrown;
  }
}

function refused(message: string): StepEnd {
  return { outcome: 'refused', message };
}
