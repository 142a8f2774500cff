import 'server-only';
import { randomBytes } from 'node:crypto';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { newSecret } from '#lib/server/access/secret.ts';
import { type Configuration, ConfigurationError, readConfiguration } from '#lib/server/configuration/configuration.ts';
import { allowedHosts } from '#lib/server/http/allowed-hosts.ts';
import { frontDoor } from '#lib/server/http/front-door.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { KubeconfigError } from '#lib/server/kubernetes/kubeconfig-error.ts';
import type { ClusterCatalog } from './cluster-catalog.ts';
import { readCatalog } from './configured-catalog.ts';
import { Engine } from './engine.ts';
import { guardConnections } from './guard-connections.ts';
import { listenForHealth } from './health-listener.ts';
import { log } from './log.ts';
import { replaceRunningEngine } from './running-engine.ts';
import { startAccess } from './start-access.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/**
 * Starts the process's engine and whatever must outlive requests; an engine from before (next dev) is stopped. Ends the
 * process when it was told to run in a way that cannot be, or would let somebody in who should not be.
 */
export function startEngine(): void {
  const development = process.env.NODE_ENV === 'development';
  const configuration = configurationOrExit(development);
  const catalog = catalogOrExit();
  const access = startAccess(configuration, catalog);
  const hosts = allowedHosts({ ...process.env, PORT: String(configuration.port) });
  guardConnections({
    door: (next) => frontDoor(next, { access, allowedHosts: hosts, development }),
    address: development ? null : configuration.address,
  });
  const engine = new Engine({
    catalog,
    clock: systemClock,
    logger: log,
    random: Math.random,
    newEpoch: () => randomBytes(6).toString('hex'),
    newRollout: () => createClusterRollout(),
    startedAt: new Date().toISOString(),
    registries: configuration.registries,
    usersAct: configuration.signIn === 'user',
  });
  const previous = replaceRunningEngine(engine);
  void previous?.stop();
  if (configuration.healthPort !== undefined) listenForHealth(configuration.healthPort);
  stopOnSignal(() => engine.stop(), log);
  engine.start();
}

function configurationOrExit(development: boolean): Configuration {
  try {
    const configuration = readConfiguration(process.env);
    const { signIn, token } = configuration;
    if (signIn !== 'token' || token !== undefined) return configuration;
    if (development) return withOwnToken(configuration);
    if (process.connected) return configuration;
    throw new ConfigurationError('Nobody could sign in: set ROLLCALL_TOKEN, or start the server with the command rollcall.');
  } catch (cause) {
    if (!(cause instanceof ConfigurationError)) throw cause;
    return refuseToStart(cause.message);
  }
}

/** `next dev` has no process in front that makes links: its own terminal gets one, good until it ends. */
function withOwnToken(configuration: Configuration): Configuration {
  const token = newSecret();
  process.env.ROLLCALL_TOKEN = token; // the engine starts anew with each change of its code
  process.stderr.write(`Sign in at http://127.0.0.1:${configuration.port}/#t=${token}\n`);
  return { ...configuration, token };
}

function catalogOrExit(): ClusterCatalog {
  try {
    return readCatalog();
  } catch (cause) {
    if (!(cause instanceof KubeconfigError)) throw cause;
    return refuseToStart(cause.message);
  }
}

function refuseToStart(sentence: string): never {
  process.stderr.write(`rollcall: ${sentence}\n`);
  return process.exit(2);
}
