import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActResult } from '#lib/feed/act.ts';
import { isKubernetesApiError, toRefusal } from '#lib/server/http/outward-error.ts';
import type { Refusal } from '#lib/server/http/refusal.ts';
import type { ActStep, StepEnd } from './act-step.ts';

const AT_ONCE = 16;
const BUSY_TRIES = 3;
const LONGEST_WAIT_MS = 5_000;
const LONGEST_MESSAGE = 300;
const HOPELESS: ReadonlySet<string> = new Set(['rbac.forbidden', 'cluster.unreachable', 'upstream.timeout', 'server.stopping']);

/** How one step ended, with what it threw. */
export interface StepResult extends ActResult {
  readonly resourceVersion: string | undefined;
  readonly refusal: Refusal | null;
}

/**
 * Runs the steps, the first alone and then a few at once, and answers one result each in their order. Once the API server
 * forbids one or cannot be reached, the rest is not tried: it would end the same way.
 */
export async function runSteps(steps: readonly ActStep[], dryRun: boolean): Promise<readonly StepResult[]> {
  const results = new Map<ActStep, StepResult>();
  const waiting = [...steps];
  let stopped: string | null = null;
  const take = async (step: ActStep) => {
    const result = stopped === null ? await runStep(step, dryRun) : notTried(step, stopped);
    results.set(step, result);
    if (isHopeless(result)) stopped ??= result.message;
  };
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await take(step);
  };
  const first = waiting.shift();
  if (first !== undefined) await take(first);
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return steps.flatMap((step) => results.get(step) ?? []);
}

async function runStep(step: ActStep, dryRun: boolean): Promise<StepResult> {
  try {
    return resultOf(step, await whileBusy(() => step.run(dryRun)), null);
  } catch (thrown) {
    const refusal = toRefusal(thrown);
    if (refusal === null) throw thrown;
    return resultOf(step, { outcome: outcomeOf(refusal), message: refusal.message }, refusal);
  }
}

/** An API server that asks to be left alone has done nothing yet. */
async function whileBusy(run: () => Promise<StepEnd>): Promise<StepEnd> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (thrown) {
      if (!isKubernetesApiError(thrown) || thrown.reason !== 'tooManyRequests' || tries === BUSY_TRIES) throw thrown;
      await sleep(Math.min(thrown.retryAfterMs ?? 1_000, LONGEST_WAIT_MS));
    }
  }
}

function outcomeOf({ code }: Refusal): ActResult['outcome'] {
  switch (code) {
    case 'target.notFound':
      return 'alreadyDone';
    case 'rbac.forbidden':
    case 'target.changed':
    case 'upstream.rejected':
      return 'refused';
    default:
      return 'failed';
  }
}

function isHopeless({ refusal }: StepResult): boolean {
  return refusal !== null && HOPELESS.has(refusal.code);
}

function notTried(step: ActStep, why: string): StepResult {
  return resultOf(step, { outcome: 'notTried', message: why }, null);
}

function resultOf({ object }: ActStep, { outcome, message, resourceVersion }: StepEnd, refusal: Refusal | null): StepResult {
  const { kind, name, uid } = object;
  return { kind, name, uid, outcome, message: message.slice(0, LONGEST_MESSAGE), resourceVersion, refusal };
}
