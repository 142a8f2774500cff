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

/**
 * The uid, if it is one: 1 to 128 letters, digits or hyphens. Throws KubernetesApiError `invalid` otherwise. An absent
 * one would be left out of a request, and with it the precondition.
 */
export function uidValue(uid: unknown): string {
  if (typeof uid === 'string' && /^[A-Za-z0-9-]{1,128}$/.test(uid)) return uid;
  throw new KubernetesApiError('invalid', 'The uid must be 1 to 128 letters, digits or hyphens.');
}

/**
 * The resourceVersion, if it can be a precondition. Throws KubernetesApiError `invalid` otherwise: to the API server an
 * absent, empty or zero one means any.
 */
export function resourceVersionValue(resourceVersion: unknown): string {
  if (typeof resourceVersion === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(resourceVersion) && !/^0+$/.test(resourceVersion))
    return resourceVersion;
  throw new KubernetesApiError('invalid', 'The resourceVersion must be one that the API server gave.');
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : `of type ${typeof value}`;
}
