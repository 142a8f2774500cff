import 'server-only';
import { AccessControl } from '#lib/server/access/access-control.ts';
import { installAccess } from '#lib/server/access/running-access.ts';
import { ALLOWED_FOR_MS, UserReviews } from '#lib/server/access/user-reviews.ts';
import type { Configuration } from '#lib/server/configuration/configuration.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterCatalog } from './cluster-catalog.ts';
import { log } from './log.ts';

/** Decides from now on who may come in, and takes the launch links that the starting process makes. */
export function startAccess(configuration: Configuration, catalog: ClusterCatalog): AccessControl {
  const reviews = new UserReviews(systemClock, async (token, question) => {
    const current = catalog.list().find((entry) => entry.current) ?? catalog.list()[0];
    if (current === undefined) throw new Error('There is no cluster to ask.');
    const connection = catalog.connect(current.slug, { bearerToken: token });
    try {
      return await question(connection.operations);
    } finally {
      void connection.stop();
    }
  });
  const access = new AccessControl({
    mode: configuration.signIn,
    fixedToken: configuration.token,
    proxySecret: configuration.proxySecret,
    port: configuration.port,
    secure: configuration.behindProxy,
    now: () => Date.now(),
    reviewUser: (token) => reviews.check(token),
  });
  installAccess(access);
  takeLaunchTokens(access);
  reviewRegularly(access);
  return access;
}

/** The process that started this one makes each link when a person asks for it; the token is on no command line. */
function takeLaunchTokens(access: AccessControl): void {
  process.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('launchToken' in message)) return;
    const { launchToken } = message;
    if (typeof launchToken === 'string' && launchToken.length >= 32) access.launchTokens.offer(launchToken);
  });
}

function reviewRegularly(access: AccessControl): void {
  systemClock.schedule(ALLOWED_FOR_MS, () => {
    access
      .review()
      .catch((thrown: unknown) =>
        log.error({ error: thrown instanceof Error ? thrown.name : typeof thrown }, 'A review of the sessions failed.'),
      )
      .finally(() => reviewRegularly(access));
  });
}
