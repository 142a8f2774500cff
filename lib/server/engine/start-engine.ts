import 'server-only';
import { randomBytes } from 'node:crypto';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { readCatalog } from './configured-catalog.ts';
import { Engine } from './engine.ts';
import { guardConnections } from './guard-connections.ts';
import { log } from './log.ts';
import { replaceRunningEngine } from './running-engine.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Starts the process's engine and whatever must outlive requests; an engine from before (next dev) is stopped. */
export function startEngine(): void {
  const engine = new Engine({
    catalog: readCatalog(),
    clock: systemClock,
    logger: log,
    random: Math.random,
    newEpoch: () => randomBytes(6).toString('hex'),
    newRollout: () => createClusterRollout(),
    startedAt: new Date().toISOString(),
  });
  const previous = replaceRunningEngine(engine);
  void previous?.stop();
  guardConnections();
  stopOnSignal(() => engine.stop(), log);
  engine.start();
}
