import 'server-only';
import { toRefusal } from './outward-error.ts';
import type { Refusal } from './refusal.ts';

/** What was asked for, or what to take in its place when the API server refuses it; an unknown error is thrown on. */
export async function unlessRefused<T, Other>(asked: Promise<T>, instead: (refusal: Refusal) => Other): Promise<T | Other> {
  try {
    return await asked;
  } catch (thrown) {
    const refusal = toRefusal(thrown);
    if (refusal === null) throw thrown;
    return instead(refusal);
  }
}
