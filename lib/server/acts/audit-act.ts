import 'server-only';
import type { ActRequest, NodeActRequest } from '#lib/feed/act.ts';
import { log } from '#lib/server/engine/log.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import { isAllowed } from './access-reviews.ts';
import type { StepResult } from './run-steps.ts';
import type { Ground, Scene } from './scene.ts';

/** What an act was about, as its lines name it. */
export type ActSubject =
  | { readonly namespace: string; readonly daemonSet: string }
  | { readonly node: string; readonly nodeUid: string };

/** What is written down about an act that was carried out. */
export interface CarriedOut {
  readonly ground: Ground;
  readonly subject: ActSubject;
  readonly asked: ActRequest | NodeActRequest;
  /** The caller's name to the API server. */
  readonly who: string;
  readonly kubectl: string;
  readonly results: readonly StepResult[];
}

/**
 * One line of the log for each object: who, by its name in the cluster and to us and by its session, did what to which uid
 * and resourceVersion, and how it ended.
 */
export function auditAct({ ground: { hub, actor }, subject, asked, who, results }: CarriedOut): void {
  const act = {
    audit: asked.act,
    who,
    caller: actor.caller,
    session: actor.session,
    cluster: hub.slug,
    ...subject,
  };
  for (const { kind, name, uid, resourceVersion, outcome } of results) {
    const object = { kind, name, uid, resourceVersion: resourceVersion ?? null };
    log.info({ ...act, ...object, outcome, requestId: asked.requestId ?? null }, 'An act.');
  }
}

/**
 * An Event on the DaemonSet, so that `kubectl describe` tells what happened, where the caller is permitted to write one.
 * What goes wrong with it is logged and changes nothing.
 */
export async function announceAct({ place, view }: Scene, { ground, asked, who, kubectl, results }: CarriedOut): Promise<void> {
  const { hub, actor } = ground;
  const [command = ''] = kubectl.split('\n');
  const failed = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'refused').length;
  try {
    if (!(await isAllowed(actor.operations, { verb: 'create', resource: 'events', namespace: place.namespace }))) return;
    await actor.writes.createEvent({
      namespace: place.namespace,
      daemonSet: { name: place.name, uid: view.daemonSet.metadata.uid },
      type: failed > 0 ? 'Warning' : 'Normal',
      reason: `Rollcall${asked.act[0]?.toUpperCase()}${asked.act.slice(1)}`,
      message: `${who}: ${asked.act} (${outcomes(results)}), as: ${command.slice(0, 400)}`,
      at: `${new Date(hub.clusterNow()).toISOString().slice(0, 19)}Z`,
    });
  } catch (thrown) {
    if (!isKubernetesApiError(thrown)) throw thrown;
    log.warn({ audit: asked.act, problem: thrown.message }, 'The Event about an act could not be written.');
  }
}

function outcomes(results: readonly StepResult[]): string {
  const counts = Map.groupBy(results, ({ outcome }) => outcome);
  return [...counts].map(([outcome, { length }]) => `${length} ${outcome}`).join(', ');
}
