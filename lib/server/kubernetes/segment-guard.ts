import 'server-only';
import { isDnsLabel, isDnsSubdomain, whyNotDnsLabel, whyNotDnsSubdomain } from '#lib/kubernetes/names.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';

/**
 * The object name, if it may stand in a URL: a DNS subdomain. Throws KubernetesApiError `invalid` otherwise: an empty
 * or dotted segment would turn a request for one object into one for its whole collection or for its parent. Stricter
 * than kubernetes/apimachinery pkg/api/validate/content IsPathSegmentName, which client-go applies.
 */
export function nameSegment(name: unknown): string {
  if (typeof name === 'string' && isDnsSubdomain(name)) return name;
  throw new KubernetesApiError('invalid', `The name ${quoted(name)} ${whyNotDnsSubdomain('')}.`);
}

/** The namespace or container name, if it may stand in a URL: a DNS label. Throws KubernetesApiError `invalid` otherwise. */
export function labelSegment(label: unknown): string {
  if (typeof label === 'string' && isDnsLabel(label)) return label;
  throw new KubernetesApiError('invalid', `The name ${quoted(label)} ${whyNotDnsLabel('')}.`);
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : `of type ${typeof value}`;
}
