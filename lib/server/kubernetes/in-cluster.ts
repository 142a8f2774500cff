import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import type { ClusterContext } from './cluster-context.ts';
import { KubeconfigError } from './kubeconfig-error.ts';

const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface InClusterOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly namespace?: string | undefined;
  readonly serviceAccountDirectory?: string;
}

/**
 * The context of the Pod that this process runs in, or none outside of a Pod. Throws KubeconfigError when the Pod
 * mounts no service account. Mirrors kubernetes/client-go rest/config.go InClusterConfig, v0.36.
 */
export function inClusterContext(options: InClusterOptions): {
  readonly context: ClusterContext | undefined;
  readonly searched: string;
} {
  const searched = options.serviceAccountDirectory ?? SERVICE_ACCOUNT_DIRECTORY;
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = options.environment;
  if (!host || !port) return { context: undefined, searched };
  const tokenFile = path.join(searched, 'token');
  if (!fs.existsSync(tokenFile))
    throw new KubeconfigError(tokenFile, 'does not exist although this is a Pod; mount a service account token');
  const server = URL.parse(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
  if (!server) throw new KubeconfigError('KUBERNETES_SERVICE_HOST', 'and KUBERNETES_SERVICE_PORT do not make a URL');
  return { context: contextOf(searched, tokenFile, server, options.namespace), searched };
}

function contextOf(directory: string, tokenFile: string, server: URL, namespace: string | undefined): ClusterContext {
  return {
    slug: 'in-cluster',
    name: 'in-cluster',
    current: true,
    source: directory,
    server,
    certificateAuthority: { file: path.join(directory, 'ca.crt') },
    tlsServerName: undefined,
    insecureSkipTlsVerify: false,
    clientCertificate: undefined,
    clientKey: undefined,
    identification: { method: 'tokenFile', file: tokenFile },
    impersonate: undefined,
    namespace: namespace ?? ownNamespace(directory),
  };
}

function ownNamespace(directory: string): string | undefined {
  const file = path.join(directory, 'namespace');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() || undefined : undefined;
}
