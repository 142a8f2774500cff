import type { Message } from '#lib/rollout/message.ts';
import { deadlineOf, passHealthGate } from './health-gate.ts';
import { budgetReason } from './settle-deletion.ts';
import { type Survey, survey } from './survey.ts';
import { stalePodOn, type WaveFacts, type WaveNode } from './wave-facts.ts';
import { waveMessage } from './wave-messages.ts';
import type { WaveIntent, WaveRecord, WaveRecordState } from './wave-record.ts';
import { whyStop } from './why-stop.ts';

export type WaveStep =
  /** The wave is no longer running: write the record and let the Lease go. */
  | { readonly do: 'end' }
  /** Write the record, which names the Pod that goes next; then ask again. */
  | { readonly do: 'declare' }
  /** The Pod stands in the Lease: look at it once more and delete it. */
  | { readonly do: 'delete'; readonly intent: WaveIntent }
  /** Nothing to do before `until` or before something changes. */
  | { readonly do: 'wait'; readonly until: number | null };

export interface NextStep {
  readonly record: WaveRecord;
  readonly step: WaveStep;
}

/**
 * What a running wave does now. Depends on nothing but the record and the cluster as it is, so that any server goes on
 * where another one ended. `now` is milliseconds since the epoch by the API server's clock.
 */
export function nextStep(before: WaveRecord, facts: WaveFacts, now: number): NextStep {
  if (before.state !== 'running') return { record: before, step: { do: 'end' } };
  const stop = whyStop(before, facts);
  if (stop?.state === 'running') return wait({ ...before, reason: stop.reason }, null);
  if (stop !== null) return end(before, stop.state, stop.reason, now);
  const gated = passHealthGate(before, facts, now);
  const seen = survey(gated, facts, now);
  const record = { ...gated, done: doneOf(gated, seen) };
  if (record.failed.length > record.pacing.failuresAllowed) return endByFailures(record, now);
  return record.intent === null ? goOn(record, seen, now) : pursue(record, record.intent, now);
}

function pursue(record: WaveRecord, intent: WaveIntent, now: number): NextStep {
  const { budget, retryAt } = intent;
  if (retryAt === null || retryAt <= now) return { record, step: { do: 'delete', intent } };
  if (budget === '') return wait(record, retryAt);
  return wait({ ...record, reason: budgetReason(intent) }, retryAt);
}

function goOn(record: WaveRecord, seen: Survey, now: number): NextStep {
  const { inFlight, failed, pacing } = record;
  if (inFlight.length === 0 && seen.remaining === 0) return complete(record, now);
  if (record.pauseUntil !== null && record.pauseUntil > now) {
    const reason = waveMessage('wave.pausing', { at: new Date(record.pauseUntil).toISOString() });
    return wait({ ...record, reason }, record.pauseUntil);
  }
  const places = record.stepSize - inFlight.length - failed.length - seen.others;
  const isOpen = seen.first !== null && record.opened < record.stepSize && isInZone(record, seen.first);
  if (isOpen && places > 0) return declare(record, seen.first, now);
  if (inFlight.length > 0) {
    return wait({ ...record, reason: waveMessage('wave.settling', { nodes: inFlight.length }) }, firstDeadline(record));
  }
  if (record.opened > 0) return goOn(endOfStep(record, pacing.pauseSeconds, now), seen, now);
  return seen.others > 0 && failed.length < record.stepSize ? waitForController(record, seen) : holdByFailed(record, now);
}

/** A step of a wave that goes zone by zone never reaches into a second zone. */
function isInZone({ pacing, opened, zone }: WaveRecord, first: WaveNode): boolean {
  return pacing.order !== 'zone' || opened === 0 || zone === first.zone;
}

function endOfStep(record: WaveRecord, pauseSeconds: number, now: number): WaveRecord {
  return { ...record, opened: 0, zone: null, pauseUntil: pauseSeconds === 0 ? null : now + pauseSeconds * 1000 };
}

function declare(record: WaveRecord, node: WaveNode | null, now: number): NextStep {
  const pod = node === null ? null : stalePodOn(node);
  if (node === null || pod === null) return wait(record, null);
  const intent: WaveIntent = {
    node: node.name,
    pod: pod.name,
    uid: pod.uid,
    since: now,
    budget: '',
    budgetProblem: '',
    retryAt: null,
  };
  const reason = waveMessage('wave.deleting', { pod: pod.name, node: node.name });
  const next = { ...record, intent, reason, zone: node.zone, opened: record.opened + 1, pauseUntil: null };
  return { record: next, step: { do: 'declare' } };
}

function waitForController(record: WaveRecord, seen: Survey): NextStep {
  return wait({ ...record, reason: waveMessage('wave.waitsForController', { nodes: seen.others }) }, null);
}

/** Every place is held by a Node that failed: they have until their time is over, then a person has to decide. */
function holdByFailed(record: WaveRecord, now: number): NextStep {
  const { failed, stepSize } = record;
  const [first] = failed;
  if (first === undefined) return wait(record, null);
  const until = Math.max(...failed.map((node) => deadlineOf(node, record)));
  if (until > now) {
    return wait({ ...record, reason: waveMessage('wave.waitsForFailed', { nodes: failed.length, node: first.node }) }, until);
  }
  const params = { failed: failed.length, size: stepSize, node: first.node, reason: first.reason };
  return end(record, 'failed', waveMessage('wave.placesTaken', params), now);
}

function endByFailures(record: WaveRecord, now: number): NextStep {
  const { failed, pacing } = record;
  const { node = '', reason = '' } = failed.at(-1) ?? {};
  const params = { failed: failed.length, allowed: pacing.failuresAllowed, node, reason };
  return end(record, 'failed', waveMessage('wave.failures', params), now);
}

function complete(record: WaveRecord, now: number): NextStep {
  const failed = record.failed.length + record.forgiven;
  return end(record, 'complete', waveMessage('wave.complete', { done: record.done, failed }), now);
}

function end(record: WaveRecord, state: WaveRecordState, reason: Message, now: number): NextStep {
  const endedAt = state === 'paused' ? null : new Date(now).toISOString();
  return { record: { ...record, state, reason, endedAt, pauseUntil: null }, step: { do: 'end' } };
}

function wait(record: WaveRecord, until: number | null): NextStep {
  return { record, step: { do: 'wait', until } };
}

function firstDeadline(record: WaveRecord): number {
  return Math.min(...record.inFlight.map((node) => deadlineOf(node, record)));
}

/** What is neither left nor under way nor failed has been replaced, by the wave or by somebody else, or is gone. */
function doneOf({ total, inFlight, failed, forgiven, intent }: WaveRecord, { remaining }: Survey): number {
  const open = remaining + inFlight.length + failed.length + forgiven + (intent === null ? 0 : 1);
  return Math.max(0, total - open);
}
