import { isDeepStrictEqual } from 'node:util';
import type { PredictedStep, Prediction } from '#lib/rollout/prediction.ts';

/** Something that the controller did. */
export interface ControllerAct {
  readonly kind: PredictedStep['kind'];
  readonly node: string;
  readonly pod: string;
}

/** An act that no prediction contained. */
export interface UnpredictedAct extends ControllerAct {
  readonly at: number;
}

interface Entry {
  readonly at: number;
  readonly prediction: Prediction;
  /** Acts that each step has been used for; a choice of three explains three. */
  readonly used: Map<PredictedStep, number>;
}

interface Waiting {
  readonly act: ControllerAct;
  readonly at: number;
}

/** The controller decides on what its own watches have brought, which may be older than what ours have. */
const BACK_MS = 4_000;
/** Our watches may bring an effect before its cause. */
const AHEAD_MS = 10_000;
/** Who deleted a Pod is known only later, on a busy machine much later. */
const KEPT_MS = 60_000;
/** Whole seconds in the API, and the controller's own timers. */
const CLOCK_SLACK_MS = 1_500;

/** What was predicted for one DaemonSet, against which every act of the controller is checked. */
export class PredictionLedger {
  readonly unpredicted: UnpredictedAct[] = [];
  /** Acts that the newest prediction contained, those that an older one did, and those that came before their cause. */
  readonly matched = { atOnce: 0, earlier: 0, later: 0 };
  #entries: Entry[] = [];
  #waiting: Waiting[] = [];

  /** How many acts have been in no prediction so far. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Returns whether it is another prediction than the one before. */
  predict(prediction: Prediction, now: number): boolean {
    const known = this.#entries.at(-1);
    // The same prediction again promises no more than it did before.
    if (known !== undefined && isDeepStrictEqual(known.prediction, prediction)) return false;
    const entry = { at: now, prediction, used: new Map() };
    this.#entries.push(entry);
    if (this.#entries.length > 500)
      this.#entries = this.#entries.filter((_entry, index, all) => (all[index + 1]?.at ?? now) >= now - KEPT_MS);
    this.#waiting = this.#waiting.filter(({ act, at }) => {
      const found = take(entry, act, at);
      this.matched.later += found ? 1 : 0;
      return !found;
    });
    this.sweep(now);
    return true;
  }

  /** Takes an act that was seen at `at`. */
  observe(act: ControllerAct, at: number): void {
    const known = this.#entries.filter((entry) => entry.at <= at);
    const before = known.filter((_entry, index) => (known[index + 1]?.at ?? at) >= at - BACK_MS);
    for (const [age, entry] of before.toReversed().entries()) {
      if (take(entry, act, at)) {
        this.matched[age === 0 ? 'atOnce' : 'earlier'] += 1;
        return;
      }
    }
    if (this.#entries.some((entry) => entry.at > at && entry.at <= at + AHEAD_MS && take(entry, act, at))) {
      this.matched.later += 1;
      return;
    }
    this.#waiting.push({ act, at });
  }

  /** Gives up on acts that no prediction has contained in time. */
  sweep(now: number): void {
    const late = this.#waiting.filter(({ at }) => at < now - AHEAD_MS);
    this.#waiting = this.#waiting.filter((waiting) => !late.includes(waiting));
    this.unpredicted.push(...late.map(({ act, at }) => ({ ...act, at })));
  }
}

/** The prediction in one line. */
export function predictionWords({ steps, waitsFor }: Prediction): string {
  const known = steps.map(({ kind, cause, certainty, choose, nodes }) => `${certainty} ${kind} ${cause} ${choose} of ${nodes}`);
  return [...known, ...(waitsFor === null ? [] : [`waits for ${waitsFor.code}`])].join(', ');
}

/** Whether the step says that this may be done at that time. */
export function contains(step: PredictedStep, { kind, node }: ControllerAct, at: number): boolean {
  return (
    step.kind === kind && step.nodes.includes(node) && (step.after === null || Date.parse(step.after) <= at + CLOCK_SLACK_MS)
  );
}

function take({ prediction, used }: Entry, act: ControllerAct, at: number): boolean {
  const step = prediction.steps.find(
    (candidate) => contains(candidate, act, at) && (used.get(candidate) ?? 0) < candidate.choose,
  );
  if (step !== undefined) used.set(step, (used.get(step) ?? 0) + 1);
  return step !== undefined;
}
