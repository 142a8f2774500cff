import 'server-only';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { Message } from '#lib/rollout/message.ts';
import { createHubSink } from '#lib/server/hub/hub-sink.ts';
import type { Clock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';

const SETTLE_AFTER_MS = 100;
/** A cluster that has not been listed by then is told as out of reach; kubectl gives up later. */
const LISTED_WITHIN_MS = 30_000;

/** What `rollcall status` says of a DaemonSet, and whether that ends the question. */
export type Verdict =
  | { readonly kind: 'rollout'; readonly sentence: Message; readonly complete: boolean }
  /** One sentence in English. */
  | { readonly kind: 'error'; readonly problem: string };

export interface VerdictQuestion {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  readonly namespace: string;
  readonly name: string;
}

/**
 * Watches the cluster with the model of the dashboard and tells the verdict once everything is listed, and again
 * whenever its words change, until the returned function is called. Nothing is told after an error.
 */
export function followVerdict(question: VerdictQuestion, tell: (verdict: Verdict) => void): () => void {
  const follower = new VerdictFollower(question, tell);
  follower.start();
  return () => follower.end();
}

class VerdictFollower {
  readonly #question: VerdictQuestion;
  readonly #tell: (verdict: Verdict) => void;
  readonly #rollout = createClusterRollout();
  #told = '';
  #over = false;
  #cancelSettle = () => {};
  #cancelDue = () => {};
  #cancelWait = () => {};
  #stopListening = () => {};

  constructor(question: VerdictQuestion, tell: (verdict: Verdict) => void) {
    this.#question = question;
    this.#tell = tell;
  }

  start(): void {
    const { connection, clock } = this.#question;
    this.#cancelWait = clock.schedule(LISTED_WITHIN_MS, () => this.#giveUp());
    this.#stopListening = connection.onConnection(() => this.#lookSoon());
    connection.start(createHubSink(this.#rollout, () => this.#lookSoon()));
  }

  end(): void {
    this.#over = true;
    for (const cancel of [this.#cancelSettle, this.#cancelDue, this.#cancelWait, this.#stopListening]) cancel();
  }

  #lookSoon(): void {
    this.#cancelSettle();
    this.#cancelSettle = this.#question.clock.schedule(SETTLE_AFTER_MS, () => this.#look());
  }

  #look(): void {
    const { connection, clock } = this.#question;
    // Nothing else stands in for the Nodes, so there is nothing to wait for.
    const hopeless = connection.forbidden().find(({ resource }) => resource === 'nodes');
    if (hopeless) this.#say({ kind: 'error', problem: missingRight(hopeless) });
    if (this.#over || !connection.synced()) return;
    const now = clock.now() + connection.clockOffsetMs();
    const { dueAt } = this.#rollout.settle(now);
    this.#cancelDue();
    if (dueAt !== null) this.#cancelDue = clock.schedule(Math.max(dueAt - now, SETTLE_AFTER_MS), () => this.#look());
    this.#say(this.#verdict());
  }

  #verdict(): Verdict {
    const { connection, namespace, name } = this.#question;
    const [forbidden] = connection.forbidden();
    if (forbidden) return { kind: 'error', problem: missingRight(forbidden) };
    const summary = this.#rollout.summaries().get(this.#rollout.uidOf(namespace, name) ?? '');
    if (!summary) return { kind: 'error', problem: `There is no DaemonSet ${namespace}/${name}.` };
    return { kind: 'rollout', sentence: summary.sentence, complete: summary.phase === 'complete' };
  }

  #giveUp(): void {
    const { connection } = this.#question;
    if (connection.synced()) return;
    const problem = connection.connection().problem ?? 'The cluster could not be listed within 30 seconds.';
    this.#say({ kind: 'error', problem });
  }

  #say(verdict: Verdict): void {
    const text = JSON.stringify(verdict);
    if (this.#over || text === this.#told) return;
    this.#told = text;
    if (verdict.kind === 'error') this.end();
    this.#tell(verdict);
  }
}

function missingRight({ verb, resource, namespace }: { verb: string; resource: string; namespace?: string }): string {
  const where = namespace === undefined ? 'in the whole cluster' : `in the namespace ${namespace}`;
  return `You may not ${verb} ${resource} ${where}; without it the rollout cannot be judged.`;
}
