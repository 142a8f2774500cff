import { stringify } from 'yaml';
import { USER_NAME } from './access-rules.ts';

/** A kubeconfig with one context, `rollcall-demo`, for a server on loopback without TLS. */
export function kubeconfigText(server: string): string {
  const name = 'rollcall-demo';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    // @kubernetes/client-node takes plain HTTP only where the verification of TLS is off.
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: USER_NAME, user: {} }],
    contexts: [{ name, context: { cluster: name, user: USER_NAME, namespace: 'default' } }],
    'current-context': name,
  });
}
