import { isDeepStrictEqual } from 'node:util';
import type { PredictedStep, Prediction } from '#lib/rollout/prediction.ts';

/** Something that the controller did. */
export interface ControllerAct {
  readonly kind: PredictedStep['kind'];
  readonly node: string;
  readonly pod: string;
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
const AHEAD_MS = 3_000;
/** Whole seconds in the API, and the controller's own timers. */
const CLOCK_SLACK_MS = 1_500;

/** What was predicted for one DaemonSet, against which every act of the controller is checked. */
export class PredictionLedger {
  readonly unpredicted: string[] = [];
  /** Acts that the newest prediction contained, those that an older one did, and those that came before their cause. */
  readonly matched = { atOnce: 0, earlier: 0, later: 0 };
  #entries: Entry[] = [];
  #waiting: Waiting[] = [];

  predict(prediction: Prediction, now: number): void {
    const known = this.#entries.at(-1);
    // The same prediction again promises no more than it did before.
    if (known !== undefined && isDeepStrictEqual(known.prediction, prediction)) return;
    this.#entries.push({ at: now, prediction, used: new Map() });
    this.#entries = this.#entries.filter((_entry, index, all) => (all[index + 1]?.at ?? now) >= now - BACK_MS);
    this.#waiting = this.#waiting.filter(({ act }) => {
      const entry = this.#entries.at(-1);
      const found = entry !== undefined && take(entry, act, now);
      this.matched.later += found ? 1 : 0;
      return !found;
    });
    this.sweep(now);
  }

  observe(act: ControllerAct, now: number): void {
    for (const [age, entry] of this.#entries.toReversed().entries()) {
      if (take(entry, act, now)) {
        this.matched[age === 0 ? 'atOnce' : 'earlier'] += 1;
        return;
      }
    }
    this.#waiting.push({ act, at: now });
  }

  /** Gives up on acts that no prediction has contained in time. */
  sweep(now: number): void {
    const late = this.#waiting.filter(({ at }) => at < now - AHEAD_MS);
    this.#waiting = this.#waiting.filter((waiting) => !late.includes(waiting));
    for (const { act, at } of late) {
      const known = this.#entries.slice(-4).map((entry) => `${entry.at - at} ms: ${words(entry.prediction)}`);
      this.unpredicted.push(`${act.kind} of ${act.pod} on ${act.node}; predicted ${known.join(' | ') || 'nothing'}`);
    }
  }
}

function take({ prediction, used }: Entry, { kind, node }: ControllerAct, now: number): boolean {
  const step = prediction.steps.find(
    (candidate) =>
      candidate.kind === kind &&
      candidate.nodes.includes(node) &&
      (used.get(candidate) ?? 0) < candidate.choose &&
      (candidate.after === null || Date.parse(candidate.after) <= now + CLOCK_SLACK_MS),
  );
  if (step !== undefined) used.set(step, (used.get(step) ?? 0) + 1);
  return step !== undefined;
}

function words({ steps, waitsFor }: Prediction): string {
  const known = steps.map(({ kind, cause, certainty, choose, nodes }) => `${certainty} ${kind} ${cause} ${choose} of ${nodes}`);
  return [...known, ...(waitsFor === null ? [] : [`waits for ${waitsFor.code}`])].join(', ');
}
