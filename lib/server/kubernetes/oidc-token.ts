import 'server-only';
import type { Clock } from './clock.ts';
import type { ClusterContext } from './cluster-context.ts';
import { readFileOrData } from './file-or-data.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';

const REFRESH_WITHIN_MS = 30_000;

/**
 * The id token of the old `oidc` auth-provider, refreshed where it has expired, through the kubeconfig code of
 * @kubernetes/client-node. That package is loaded here alone: it costs 80 MB, and few kubeconfigs still need it.
 * Throws KubernetesApiError `credentials`.
 */
export async function oidcAuthorization(
  config: Readonly<Record<string, string>>,
  context: ClusterContext,
  clock: Clock,
): Promise<string> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.schedule(REFRESH_WITHIN_MS, () =>
    reject(
      new KubernetesApiError('credentials', `The OpenID Connect token was not refreshed within ${REFRESH_WITHIN_MS / 1000} s.`),
    ),
  );
  try {
    return await Promise.race([late, authorization(config, context)]);
  } catch (thrown) {
    if (thrown instanceof KubernetesApiError) throw thrown;
    throw new KubernetesApiError('credentials', 'The OpenID Connect token could not be refreshed.');
  } finally {
    cancel();
  }
}

async function authorization(config: Readonly<Record<string, string>>, context: ClusterContext): Promise<string> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const kubeConfig = new KubeConfig();
  const ca = context.certificateAuthority
    ? Buffer.from(readFileOrData(context.certificateAuthority)).toString('base64')
    : undefined;
  kubeConfig.loadFromClusterAndUser(
    { name: 'cluster', server: context.server.href, skipTLSVerify: context.insecureSkipTlsVerify, ...(ca ? { caData: ca } : {}) },
    { name: 'user', authProvider: { name: 'oidc', config } },
  );
  const options: { headers?: Record<string, unknown> } = {};
  await kubeConfig.applyToHTTPSOptions(options);
  const header = options.headers?.Authorization;
  if (typeof header === 'string' && header.length > 'Bearer '.length) return header;
  throw new KubernetesApiError('credentials', 'The OpenID Connect provider gave no token.');
}
