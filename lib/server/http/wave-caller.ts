import 'server-only';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningAccess, senderOf } from '#lib/server/access/running-access.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { missingRight } from '#lib/server/acts/rights.ts';
import { log } from '#lib/server/engine/log.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { wavePort } from '#lib/server/waves/wave-cluster.ts';
import type { WavePlace } from '#lib/server/waves/wave-lease.ts';
import { missingWaveRight } from '#lib/server/waves/wave-rights.ts';
import type { WaveUser } from '#lib/server/waves/wave-user.ts';
import { Refusal } from './refusal.ts';

/** Throws Refusal when this server changes nothing. */
export function refuseReadOnly(cluster: string): void {
  if (readOnlyReason(cluster) === null) return;
  throw new Refusal('readOnly.refused', 'This server is read-only and runs no wave; start it with ROLLCALL_READ_ONLY=false.');
}

/**
 * The caller's name in the cluster, once it is sure that it may do what a wave does: a wave runs with the credentials of
 * whoever lets it go on. Throws Refusal.
 */
export async function requireWaveRights(
  request: Request,
  hub: ClusterHub,
  { namespace, by }: { readonly namespace: string; readonly by: WavePacing['by'] },
): Promise<string> {
  const { operations } = actorOf(request, hub);
  await requireRights(operations, namespace, by);
  return (await identityOf(operations)).username.slice(0, 200);
}

/** Who lends a wave credentials of their own, or null where callers act with those of the server. */
export function waveUserOf(request: Request, hub: ClusterHub, name = ''): WaveUser | null {
  const engine = runningEngine();
  const caller = callerOf(request);
  const access = runningAccess();
  const session = senderOf(request)?.session ?? null;
  if (caller.credentialsId() === null || access === undefined) return null;
  return {
    name,
    port: wavePort(engine.connectionFor(caller, hub)),
    hold: (onEnd) => {
      const connection = engine.holdConnection(caller, hub);
      const kept = access.kept.keep({ caller, session }, onEnd);
      const release = (): void => {
        kept.release();
        connection?.release();
      };
      return { port: wavePort(connection?.connection ?? engine.connectionFor(caller, hub)), isHeld: kept.isKept, release };
    },
  };
}

/** Throws Refusal unless the caller may read the Lease that a wave lives in. */
export async function requireSightOfWave(request: Request, hub: ClusterHub, { namespace }: WavePlace): Promise<void> {
  const { operations } = actorOf(request, hub);
  const question = { verb: 'get', group: 'coordination.k8s.io', resource: 'leases', namespace };
  if (!(await isAllowed(operations, question))) throw await lacks(operations, question);
}

/** One line of the log: who told which wave what. */
export function auditWave(
  request: Request,
  hub: ClusterHub,
  entry: WavePlace & { readonly command: string; readonly who: string; readonly wave: string; readonly outcome: string },
): void {
  const { caller, session } = actorOf(request, hub);
  log.info({ audit: 'wave', caller, session, cluster: hub.slug, ...entry }, 'A wave was told what to do.');
}

async function requireRights(operations: ReadOperations, namespace: string, by: WavePacing['by']): Promise<void> {
  const missing = await missingWaveRight(operations, { namespace, by });
  if (missing !== null) throw await lacks(operations, missing);
}

async function lacks(operations: ReadOperations, question: Parameters<typeof missingRight>[0]): Promise<Refusal> {
  const { verb, resource, namespace } = missingRight(question);
  const { username } = await identityOf(operations);
  return new Refusal(
    'rbac.forbidden',
    `${username.slice(0, 100)} may not ${verb} ${resource} in ${namespace}, which a wave needs.`,
  );
}
