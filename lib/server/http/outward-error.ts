import 'server-only';
import type { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { REFUSAL_STATUS, Refusal } from './refusal.ts';

/** The refusal for anything that a request may end in, or null for an unknown error. The only map from inside to outside. */
export function toRefusal(thrown: unknown): Refusal | null {
  if (isRefusal(thrown)) return thrown;
  return isKubernetesApiError(thrown) ? fromKubernetes(thrown) : null;
}

/** By name and code, as a KubernetesApiError is told: a session may refuse from another bundle. */
function isRefusal(thrown: unknown): thrown is Refusal {
  return (
    thrown instanceof Error && thrown.name === 'Refusal' && 'code' in thrown && Object.hasOwn(REFUSAL_STATUS, String(thrown.code))
  );
}

/** By name, for the engine lives in instrumentation's bundle, whose classes are not those of a route's bundle. */
export function isKubernetesApiError(thrown: unknown): thrown is KubernetesApiError {
  return thrown instanceof Error && thrown.name === 'KubernetesApiError' && 'reason' in thrown;
}

function fromKubernetes(error: KubernetesApiError): Refusal {
  const text = error.message;
  switch (error.reason) {
    case 'invalid':
      return new Refusal('name.invalid', text);
    case 'forbidden':
      return new Refusal('rbac.forbidden', text);
    case 'notFound':
      return new Refusal('target.notFound', text);
    case 'conflict':
      return new Refusal('target.changed', text);
    case 'tooManyRequests':
      return new Refusal('upstream.busy', text, retryAfter(error));
    case 'timeout':
      return new Refusal('upstream.timeout', text);
    case 'expired':
    case 'rejected':
    case 'redirect':
    case 'malformed':
    case 'tooLarge':
      return new Refusal('upstream.rejected', text);
    case 'unavailable':
      // The API server is there but what it asked is not, as the kubelet of a Pod whose log is wanted.
      if (error.status === 500) return new Refusal('upstream.rejected', text);
      return new Refusal('cluster.unreachable', text, retryAfter(error));
    case 'unauthorized':
    case 'unreachable':
    case 'tls':
    case 'credentials':
      return new Refusal('cluster.unreachable', text, retryAfter(error));
    case 'stopped':
      return new Refusal('server.stopping', 'The server is stopping.');
  }
}

function retryAfter(error: KubernetesApiError): { retryAfterSeconds?: number } {
  return error.retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) };
}
