import 'server-only';
import { type DaemonSet, PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { digestOfDaemonSet } from '#lib/kubernetes/template-digest.ts';
import { daemonSetObject, type PlannedObject } from '#lib/rollout/act-plan.ts';
import type { Propagation } from '#lib/rollout/act-removal.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import type { ObjectPatch } from '#lib/server/kubernetes/operations.ts';
import { type ActStep, alreadyEnded, ended, sendOnce, unlessGone, whileConflicting } from './act-step.ts';
import type { Actor } from './actor.ts';

/**
 * Patches the DaemonSet as it was looked at: status may change meanwhile, its spec and the annotation of a pause may
 * not. The API server checks the patch first, and what it answers is what a lost answer is compared with.
 */
export function patchDaemonSetStep(actor: Actor, looked: DaemonSet, patch: ObjectPatch): ActStep {
  const { namespace = '', name, uid } = looked.metadata;
  const { operations, writes } = actor;
  const run = (dryRun: boolean) =>
    whileConflicting(async (tries) => {
      const current = tries === 0 ? looked : await operations.getDaemonSet(namespace, name);
      requireSame(current, looked);
      const { resourceVersion } = current.metadata;
      const options = { uid, resourceVersion };
      const wanted = await writes.patchDaemonSet(namespace, name, patch, { ...options, dryRun: true });
      if (dryRun) return ended(dryRun, resourceVersion);
      await sendOnce(
        () => writes.patchDaemonSet(namespace, name, patch, options),
        async () => stateOf(await operations.getDaemonSet(namespace, name)) === stateOf(wanted),
      );
      return ended(dryRun, resourceVersion);
    });
  return { object: daemonSetObject(looked), run };
}

/** Everything that an act may change of a DaemonSet, as one text. */
function stateOf({ metadata, spec }: Pick<DaemonSet, 'metadata' | 'spec'>): string {
  const paused = metadata.annotations?.[PAUSED_ANNOTATION] ?? null;
  const digest = digestOfDaemonSet({ metadata, spec } as DaemonSet);
  return JSON.stringify([metadata.uid, spec.updateStrategy ?? null, paused, digest]);
}

function requireSame(current: DaemonSet, looked: DaemonSet): void {
  const isSame = current.metadata.uid === looked.metadata.uid && current.metadata.generation === looked.metadata.generation;
  const paused = (daemonSet: DaemonSet) => daemonSet.metadata.annotations?.[PAUSED_ANNOTATION];
  if (isSame && paused(current) === paused(looked)) return;
  throw new Refusal('target.changed', `The DaemonSet ${looked.metadata.name} has changed meanwhile; look again.`);
}

/** Deletes the DaemonSet that was looked at. */
export function deleteDaemonSetStep(actor: Actor, { metadata }: DaemonSet, propagation: Propagation): ActStep {
  const { namespace = '', name, uid, resourceVersion } = metadata;
  const isGone = async () => isGoing(await unlessGone(actor.operations.getDaemonSet(namespace, name)), uid);
  const run = async (dryRun: boolean) => {
    await sendOnce(
      () => actor.writes.deleteDaemonSet(namespace, name, { uid, propagation, dryRun }),
      async () => !dryRun && (await isGone()),
    );
    return ended(dryRun, resourceVersion);
  };
  return { object: { kind: 'DaemonSet', namespace, name, uid }, run };
}

/** Cordons or uncordons the Node that was looked at; its status may change meanwhile. */
export function cordonStep(actor: Actor, object: PlannedObject, cordon: boolean): ActStep {
  const { name, uid } = object;
  const { operations, writes } = actor;
  const run = (dryRun: boolean) =>
    whileConflicting(async () => {
      const node = await operations.getNode(name);
      requireUid(node, uid, 'Node');
      if ((node.spec.unschedulable === true) === cordon) return alreadyEnded('It is so already.');
      const { resourceVersion } = node.metadata;
      await sendOnce(
        () => writes.setUnschedulable(name, cordon, { uid, resourceVersion, dryRun }),
        async () => !dryRun && ((await operations.getNode(name)).spec.unschedulable === true) === cordon,
      );
      return ended(dryRun, resourceVersion);
    });
  return { object, run };
}

/** Deletes the Node object that was looked at. */
export function deleteNodeStep(actor: Actor, object: PlannedObject, resourceVersion: string): ActStep {
  const { name, uid } = object;
  const isGone = async () => isGoing(await unlessGone(actor.operations.getNode(name)), uid);
  const run = async (dryRun: boolean) => {
    await sendOnce(
      () => actor.writes.deleteNode(name, { uid, dryRun }),
      async () => !dryRun && (await isGone()),
    );
    return ended(dryRun, resourceVersion);
  };
  return { object, run };
}

/** Empties the annotation of the Namespace, if it still says what was looked at. */
export function clearAnnotationStep(actor: Actor, looked: KubernetesObject, annotation: string): ActStep {
  const { name, uid } = looked.metadata;
  const { operations, writes } = actor;
  const valueIn = ({ metadata }: KubernetesObject) => metadata.annotations?.[annotation];
  const run = (dryRun: boolean) =>
    whileConflicting(async () => {
      const current = await operations.getNamespace(name);
      requireUid(current, uid, 'Namespace');
      if (valueIn(current) !== valueIn(looked))
        throw new Refusal(
          'target.changed',
          `The annotation ${annotation} of the Namespace ${name} has changed meanwhile; look again.`,
        );
      const { resourceVersion } = current.metadata;
      await sendOnce(
        () => writes.annotateNamespace(name, annotation, '', { uid, resourceVersion, dryRun }),
        async () => !dryRun && valueIn(await operations.getNamespace(name)) === '',
      );
      return ended(dryRun, resourceVersion);
    });
  return { object: { kind: 'Namespace', name, uid }, run };
}

/** Throws Refusal when another object of this name is there by now. */
export function requireUid(object: KubernetesObject, uid: string, kind: string, field?: string): void {
  if (object.metadata.uid === uid) return;
  const sentence = `The ${kind} ${object.metadata.name} is another one by now: its uid is ${object.metadata.uid}, not ${uid}.`;
  throw new Refusal('target.changed', sentence, field === undefined ? {} : { field });
}

function isGoing(object: KubernetesObject | null, uid: string): boolean {
  return object === null || object.metadata.uid !== uid || object.metadata.deletionTimestamp !== undefined;
}
