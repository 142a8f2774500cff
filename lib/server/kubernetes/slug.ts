import 'server-only';
import { createHash } from 'node:crypto';

const MAX_LENGTH = 63;
const HASH_LENGTH = 6;

/**
 * A URL-safe name for each context name, in the same order: unique, and the same for a name whatever the others are,
 * unless it would collide. A name that is already safe stays; from others a part that people recognise is kept and six
 * hex digits of its hash are added, because `a/b` and `a:b` must differ.
 */
export function slugsOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let slug = slugOf(name);
    for (let salt = 1; taken.has(slug); salt += 1) slug = hashed(name, salt);
    taken.add(slug);
    return slug;
  });
}

function slugOf(name: string): string {
  const safe = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= MAX_LENGTH;
  return safe ? name : hashed(name, 0);
}

function hashed(name: string, salt: number): string {
  const digits = createHash('sha256').update(`${salt}:${name}`).digest('hex').slice(0, HASH_LENGTH);
  const readable = lastPart(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH - HASH_LENGTH - 1)
    .replace(/^-+|-+$/g, '');
  return readable === '' ? `context-${digits}` : `${readable}-${digits}`;
}

/** Cloud providers put the cluster's own name last: `arn:aws:eks:REGION:ACCOUNT:cluster/NAME`, `gke_PROJECT_ZONE_NAME`. */
function lastPart(name: string): string {
  const tail = name.includes('/') && name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name;
  return tail === '' ? name : tail;
}
