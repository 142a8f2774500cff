import 'server-only';
import { createHash } from 'node:crypto';
import type { ActAnswer, ActRequest, NodeActRequest } from '#lib/feed/act.ts';
import { Refusal } from '#lib/server/http/refusal.ts';

const KEPT_FOR_MS = 10 * 60_000;
const MOST_KEPT = 200; // an answer about 5,000 Pods takes almost a megabyte
const KEY = Symbol.for('rollcall.acts.v1');

interface Answered {
  readonly body: string;
  readonly answer: Promise<ActAnswer>;
  readonly until: number;
}

type Holder = { [KEY]?: Map<string, Answered> };

/** What a click was and where: the same id of another person, cluster or object is another click. */
export interface Click {
  readonly requestId: string;
  readonly scope: readonly string[];
  readonly asked: ActRequest | NodeActRequest;
}

/**
 * Runs `act` for the first request with this id; the same request sent again gets the first answer, also while it is
 * still being made. An act that was refused has done nothing and is forgotten. Throws Refusal for another body.
 */
export async function oncePerClick({ requestId, scope, asked }: Click, act: () => Promise<ActAnswer>): Promise<ActAnswer> {
  const answered = answeredActs();
  const key = JSON.stringify([requestId.toLowerCase(), ...scope]);
  const body = createHash('sha256').update(canonical(asked)).digest('base64url');
  const known = answered.get(key);
  if (known) {
    if (known.body === body) return known.answer;
    throw new Refusal('request.reused', 'requestId was used for another request already; each click needs one of its own.', {
      field: 'requestId',
    });
  }
  const answer = act();
  answered.set(key, { body, answer, until: Date.now() + KEPT_FOR_MS });
  answer.catch(() => answered.delete(key));
  return answer;
}

/** Kept in order of age, so that the first ones are the oldest. Shared by all bundles of the process. */
function answeredActs(): Map<string, Answered> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new Map();
  for (const [key, { until }] of holder[KEY]) {
    if (until > Date.now() && holder[KEY].size < MOST_KEPT) break;
    holder[KEY].delete(key);
  }
  return holder[KEY];
}

/** Equal for bodies that differ in the order of their members only. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
