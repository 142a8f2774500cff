import 'server-only';
import { whyNotDnsLabel, whyNotDnsSubdomain } from '#lib/kubernetes/names.ts';
import { quoted, Refusal } from './refusal.ts';

/** The value as a Namespace name; throws Refusal. */
export function readNamespace(value: string, field = 'namespace'): string {
  return checked(value, field, whyNotDnsLabel(value));
}

/** The value as the name of a Node, Pod or DaemonSet; throws Refusal. */
export function readName(value: string, field = 'name'): string {
  return checked(value, field, whyNotDnsSubdomain(value));
}

function checked(value: string, field: string, reason: string | null): string {
  if (reason !== null) throw new Refusal('name.invalid', `${field} ${reason}, not ${quoted(value)}.`, { field });
  return value;
}
