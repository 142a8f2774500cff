const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;

/** What a DNS-1123 label may be, for messages that refuse one. */
export const DNS_LABEL_RULE =
  "1 to 63 characters: lower-case letters, digits and '-', starting and ending with a letter or a digit";
/** What a DNS-1123 subdomain may be, for messages that refuse one. */
export const DNS_SUBDOMAIN_RULE =
  "1 to 253 characters: lower-case letters, digits, '-' and '.', each part starting and ending with a letter or a digit";

/**
 * True for a legal Namespace name.
 * Mirrors kubernetes/apimachinery pkg/api/validate/content/dns.go IsDNS1123Label, v0.36.
 */
export function isDnsLabel(name: string): boolean {
  return name.length <= MAX_LABEL && DNS_LABEL.test(name);
}

/**
 * True for a legal name of a Node, Pod, DaemonSet or ControllerRevision.
 * Mirrors kubernetes/apimachinery pkg/api/validate/content/dns.go IsDNS1123Subdomain, v0.36.
 */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= MAX_SUBDOMAIN && DNS_SUBDOMAIN.test(name);
}

/** Why `name` is no legal Namespace name, as one sentence that says what is allowed, or null. */
export function whyNotDnsLabel(name: string): string | null {
  return isDnsLabel(name) ? null : `must be ${DNS_LABEL_RULE}`;
}

/** Why `name` is no legal object name, as one sentence that says what is allowed, or null. */
export function whyNotDnsSubdomain(name: string): string | null {
  return isDnsSubdomain(name) ? null : `must be ${DNS_SUBDOMAIN_RULE}`;
}

/**
 * True for a legal label key: a name of at most 63 characters, perhaps behind `subdomain/`.
 * Mirrors kubernetes/apimachinery pkg/api/validate/content/kube.go IsLabelKey, v0.36.
 */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  const prefixIsLegal = parts.length === 1 || (parts.length === 2 && isDnsSubdomain(parts[0] ?? ''));
  return prefixIsLegal && name.length <= MAX_LABEL && LABEL_NAME.test(name);
}

/**
 * True for a legal label value: empty, or at most 63 characters of the label alphabet.
 * Mirrors kubernetes/apimachinery pkg/api/validate/content/kube.go IsLabelValue, v0.36.
 */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= MAX_LABEL && LABEL_NAME.test(value));
}
