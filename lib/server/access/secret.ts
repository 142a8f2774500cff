import 'server-only';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, safe in URLs, cookies and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** True when both are the same, in a time that tells nothing about where or how they differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

/** What is kept of a secret that must only be recognised. */
export function fingerprint(secret: string): string {
  return digest(secret).toString('base64url');
}

/** Eight hexadecimal digits that tell secrets apart for people, and from which none can be found. */
export function labelOf(secret: string): string {
  return digest(secret).toString('hex').slice(0, 8);
}

/** A value that only who holds `key` can make for `subject`. */
export function boundTo(key: string, subject: string): string {
  return createHmac('sha256', key).update(subject).digest('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
