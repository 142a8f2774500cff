import 'server-only';
import { KubernetesApiError } from './kubernetes-api-error.ts';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The object name, if it may stand in a URL: a DNS subdomain of 1 to 253 characters. Throws KubernetesApiError `invalid`
 * otherwise: an empty or dotted segment would turn a request for one object into one for its whole collection or for
 * its parent. Mirrors kubernetes/apimachinery pkg/util/validation IsDNS1123Subdomain, v0.36, which is stricter than
 * the path segment rules of client-go rest/request.go.
 */
export function nameSegment(name: unknown): string {
  if (typeof name === 'string' && name.length <= 253 && SUBDOMAIN.test(name)) return name;
  throw new KubernetesApiError(
    'invalid',
    `The name ${quoted(name)} must be 1 to 253 of a-z 0-9 - . and begin and end with a letter or digit.`,
  );
}

/** The namespace, if it may stand in a URL: a DNS label of 1 to 63 characters. Throws KubernetesApiError `invalid` otherwise. */
export function namespaceSegment(namespace: unknown): string {
  if (typeof namespace === 'string' && LABEL.test(namespace)) return namespace;
  throw new KubernetesApiError(
    'invalid',
    `The namespace ${quoted(namespace)} must be 1 to 63 of a-z 0-9 - and begin and end with a letter or digit.`,
  );
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : `of type ${typeof value}`;
}
