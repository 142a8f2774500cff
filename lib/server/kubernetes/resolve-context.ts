import 'server-only';
import { isIP } from 'node:net';
import { isDnsSubdomain } from '#lib/kubernetes/names.ts';
import type { ClusterContext } from './cluster-context.ts';
import type { ExecPermission } from './exec-permission.ts';
import { fileOrData, whyUnreadable } from './file-or-data.ts';
import { KubeconfigError } from './kubeconfig-error.ts';
import type { KubeconfigCluster } from './kubeconfig-file.ts';
import type { Located, MergedKubeconfig } from './kubeconfig-merge.ts';
import { resolveUser } from './resolve-user.ts';
import { labelSegment } from './segment-guard.ts';
import { isLoopback } from './weakness.ts';

export interface ContextChoice extends ExecPermission {
  readonly name: string;
  readonly slug: string;
  readonly current: boolean;
  readonly namespace?: string | undefined;
  readonly allowInsecure?: boolean | undefined;
}

/** Follows a context to its cluster and user. Throws KubeconfigError naming file, context and field. */
export function resolveContext(merged: MergedKubeconfig, choice: ContextChoice): ClusterContext {
  const context = merged.contexts.get(choice.name);
  const refuse = (problem: string): never => {
    throw new KubeconfigError(context?.file ?? 'the kubeconfig', `context ${JSON.stringify(choice.name)}: ${problem}`);
  };
  const cluster = merged.clusters.get(context?.value.cluster ?? '');
  if (!cluster) return refuse(`names the cluster ${JSON.stringify(context?.value.cluster ?? '')}, which no file defines`);
  const user = merged.users.get(context?.value.user ?? '');
  if (!user && context?.value.user) return refuse(`names the user ${JSON.stringify(context.value.user)}, which no file defines`);
  const server = serverOf(cluster.value, choice, refuse);
  const namespace = choice.namespace ?? context?.value.namespace;
  return {
    slug: choice.slug,
    name: choice.name,
    current: choice.current,
    source: context?.file ?? '',
    server,
    ...trustOf(cluster, server, choice, refuse),
    ...resolveUser(user, choice, refuse),
    namespace: namespace === undefined || namespace === '' ? undefined : checkedNamespace(namespace, refuse),
  };
}

type Refuse = (problem: string) => never;

function serverOf(cluster: KubeconfigCluster, choice: ContextChoice, refuse: Refuse): URL {
  if (cluster['proxy-url']) return refuse('sets proxy-url, which is not supported');
  if (!cluster.server) return refuse('its cluster has no server');
  const server = URL.parse(cluster.server);
  if (!server || !['https:', 'http:'].includes(server.protocol)) return refuse('its server must be an https:// URL');
  if (server.username || server.password || server.search || server.hash)
    return refuse('its server must be a plain URL without user, query or fragment');
  if (server.protocol === 'http:' && !choice.allowInsecure && !isLoopback(server))
    return refuse('its server uses http://, which anybody on the way reads; accept that with --insecure-skip-tls-verify');
  return server;
}

function trustOf(cluster: Located<KubeconfigCluster>, server: URL, choice: ContextChoice, refuse: Refuse) {
  const { value, file } = cluster;
  const skip = value['insecure-skip-tls-verify'] === true;
  const certificateAuthority = fileOrData(file, value['certificate-authority'], value['certificate-authority-data']);
  if (skip && certificateAuthority) return refuse('sets both insecure-skip-tls-verify and a certificate-authority');
  if (skip && !choice.allowInsecure && !isLoopback(server))
    return refuse('sets insecure-skip-tls-verify; accept that with --insecure-skip-tls-verify');
  const unreadable = certificateAuthority && whyUnreadable(certificateAuthority);
  if (unreadable) return refuse(`its certificate-authority ${unreadable}`);
  const tlsServerName = value['tls-server-name'] || undefined;
  if (tlsServerName !== undefined && !isDnsSubdomain(tlsServerName.toLowerCase()) && isIP(tlsServerName) === 0)
    return refuse(`its tls-server-name ${JSON.stringify(tlsServerName.slice(0, 80))} is no DNS name`);
  return { certificateAuthority, tlsServerName, insecureSkipTlsVerify: skip };
}

function checkedNamespace(namespace: string, refuse: Refuse): string {
  try {
    return labelSegment(namespace);
  } catch {
    return refuse(`its namespace ${JSON.stringify(namespace.slice(0, 80))} is not a legal name`);
  }
}
