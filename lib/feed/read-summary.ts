import type { DaemonSetDetail, Summary } from '#lib/rollout/summary.ts';
import { readArray, readIndex, readObject, readString } from './read-fields.ts';

/**
 * Reads a Summary. It comes from a server of the same build, so only what a page would crash on is checked:
 * identity, the numbers, and the parts that it walks through. Throws FeedFormatError.
 */
export function readSummary(value: unknown): Summary {
  const fields = readObject(value, 'summary');
  for (const name of ['uid', 'namespace', 'name', 'phase', 'createdAt']) readString(fields[name], `summary.${name}`);
  for (const name of ['desired', 'ready', 'updated', 'available', 'stale']) readIndex(fields[name], `summary.${name}`);
  for (const name of ['images', 'flags', 'drift']) readArray(fields[name], `summary.${name}`);
  for (const name of ['reason', 'sentence', 'states']) readObject(fields[name], `summary.${name}`);
  return value as Summary;
}

/** Reads a DaemonSetDetail, checked as far as a Summary is. Throws FeedFormatError. */
export function readDetail(value: unknown): DaemonSetDetail {
  readSummary(value);
  const fields = readObject(value, 'detail');
  readArray(readObject(fields.budget, 'detail.budget').slots, 'detail.budget.slots');
  readArray(fields.revisions, 'detail.revisions');
  readArray(fields.problems, 'detail.problems');
  readArray(fields.warnings, 'detail.warnings');
  readArray(readObject(fields.prediction, 'detail.prediction').steps, 'detail.prediction.steps');
  return value as DaemonSetDetail;
}
