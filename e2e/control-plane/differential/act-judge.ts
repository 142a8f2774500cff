import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Prediction } from '#lib/rollout/prediction.ts';
import { targetNodeOf } from '#lib/rollout/target-node.ts';
import type { DeletionAudit } from './deletion-audit.ts';
import { isPossible } from './possible-states.ts';
import { type ControllerAct, PredictionLedger, predictionWords, type UnpredictedAct } from './prediction-ledger.ts';
import type { StateHistory, While } from './state-history.ts';
import type { Trace } from './trace.ts';

const CONTROLLER = 'daemon-set-controller';
/** What was heard this long before and after an act may be what the controller acted on, and is shown. */
const AROUND_MS = { before: 8_000, after: 10_000 };

/** An act that was in no prediction of the model, to be looked at when there is time. */
interface Doubt {
  readonly act: UnpredictedAct;
  readonly words: string;
  readonly around: While;
}

interface Deletion {
  readonly pod: Pod;
  readonly at: number;
}

/** Holds everything that the DaemonSet controller does against what was predicted; what others delete is left out. */
export class ActJudge {
  readonly acts: Record<ControllerAct['kind'], number> = { create: 0, delete: 0 };
  readonly #audit: DeletionAudit;
  readonly #trace: Trace;
  readonly #history: StateHistory;
  readonly #doubts: Doubt[] = [];
  readonly #ledgers = new Map<string, PredictionLedger>();
  #deletions: Deletion[] = [];
  #isReading = false;

  constructor(audit: DeletionAudit, trace: Trace, history: StateHistory) {
    this.#audit = audit;
    this.#trace = trace;
    this.#history = history;
  }

  /** Whether every act has been held against the predictions. */
  hasJudged(): boolean {
    return this.#deletions.length === 0 && [...this.#ledgers.values()].every((ledger) => ledger.waiting === 0);
  }

  /**
   * Acts that the model predicts in no state that the controller may have seen, each with what was heard around it, and
   * how many it predicts only in one that the model itself never was in.
   */
  unpredicted(): { readonly acts: readonly string[]; readonly elsewhere: number } {
    const acts = this.#doubts.filter(({ act, around }) => !isPossible(act, around)).map(({ words }) => words);
    return { acts, elsewhere: this.#doubts.length - acts.length };
  }

  matched(): PredictionLedger['matched'] {
    const sum = { atOnce: 0, earlier: 0, later: 0 };
    for (const { matched } of this.#ledgers.values()) {
      for (const key of ['atOnce', 'earlier', 'later'] as const) sum[key] += matched[key];
    }
    return sum;
  }

  predict(uid: string, prediction: Prediction, now: number): void {
    if (this.#ledger(uid).predict(prediction, now)) this.#trace.add(uid, `predicted: ${predictionWords(prediction)}`);
  }

  /** Only the controller creates Pods that it controls. */
  created(pod: Pod): void {
    this.#observe('create', pod, Date.now());
  }

  deleted(pod: Pod): void {
    this.#deletions.push({ pod, at: Date.now() });
  }

  /** Finds out who deleted what, and gives up on acts that nothing has predicted in time. */
  async judge(): Promise<void> {
    for (const [uid, ledger] of this.#ledgers) {
      ledger.sweep(Date.now());
      for (const act of ledger.unpredicted.splice(0)) {
        const span = { from: act.at - AROUND_MS.before, to: act.at + AROUND_MS.after };
        const words = `${act.kind} of ${act.pod} on ${act.node}\n${this.#trace.between(uid, { ...span, zero: act.at })}`;
        this.#doubts.push({ act, words, around: this.#history.of(uid, span) });
      }
    }
    if (this.#isReading) return;
    this.#isReading = true;
    await this.#audit.read();
    this.#isReading = false;
    this.#deletions = this.#deletions.filter(({ pod, at }) => {
      const deleter = this.#audit.deleterOf(pod.metadata.namespace ?? '', pod.metadata.name);
      if (deleter === undefined) return true;
      this.#trace.add(controllerOf(pod)?.uid ?? '', `${pod.metadata.name} was deleted by ${deleter}`);
      if (deleter.includes(CONTROLLER)) this.#observe('delete', pod, at);
      return false;
    });
  }

  #observe(kind: ControllerAct['kind'], pod: Pod, at: number): void {
    const node = targetNodeOf(pod);
    const owner = controllerOf(pod)?.uid;
    if (node === null || owner === undefined) return;
    this.acts[kind] += 1;
    this.#ledger(owner).observe({ kind, node, pod: pod.metadata.name }, at);
  }

  #ledger(uid: string): PredictionLedger {
    let ledger = this.#ledgers.get(uid);
    if (ledger === undefined) {
      ledger = new PredictionLedger();
      this.#ledgers.set(uid, ledger);
    }
    return ledger;
  }
}
