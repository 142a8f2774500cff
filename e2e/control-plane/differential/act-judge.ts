import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Prediction } from '#lib/rollout/prediction.ts';
import { targetNodeOf } from '#lib/rollout/target-node.ts';
import type { DeletionAudit } from './deletion-audit.ts';
import { type ControllerAct, PredictionLedger, predictionWords } from './prediction-ledger.ts';
import type { Trace } from './trace.ts';

const CONTROLLER = 'daemon-set-controller';
/** Of what was heard around an unpredicted act, this much is shown. */
const SHOWN_MS = { before: 6_000, after: 2_000 };

interface Deletion {
  readonly pod: Pod;
  readonly at: number;
}

/** Holds everything that the DaemonSet controller does against what was predicted; what others delete is left out. */
export class ActJudge {
  /** Acts that were in no prediction, each with what was heard around it. */
  readonly unpredicted: string[] = [];
  readonly acts: Record<ControllerAct['kind'], number> = { create: 0, delete: 0 };
  readonly #audit: DeletionAudit;
  readonly #trace: Trace;
  readonly #ledgers = new Map<string, PredictionLedger>();
  #deletions: Deletion[] = [];
  #isReading = false;

  constructor(audit: DeletionAudit, trace: Trace) {
    this.#audit = audit;
    this.#trace = trace;
  }

  /** Whether every act has been held against the predictions. */
  hasJudged(): boolean {
    return this.#deletions.length === 0 && [...this.#ledgers.values()].every((ledger) => ledger.waiting === 0);
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
        const heard = { from: act.at - SHOWN_MS.before, to: act.at + SHOWN_MS.after, zero: act.at };
        this.unpredicted.push(`${act.kind} of ${act.pod} on ${act.node}\n${this.#trace.between(uid, heard)}`);
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
