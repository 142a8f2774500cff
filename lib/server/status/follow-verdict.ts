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
  const { connection, clock, namespace, name } = question;
  const rollout = createClusterRollout();
  let told = '';
  let over = false;
  let cancelSettle = () => {};
  let cancelDue = () => {};
  const settleSoon = () => {
    cancelSettle();
    cancelSettle = clock.schedule(SETTLE_AFTER_MS, look);
  };
  const end = () => {
    over = true;
    cancelSettle();
    cancelDue();
    cancelWait();
    stopListening();
  };
  const say = (verdict: Verdict) => {
    if (over || JSON.stringify(verdict) === told) return;
    told = JSON.stringify(verdict);
    if (verdict.kind === 'error') end();
    tell(verdict);
  };
  function look(): void {
    if (over || !connection.synced()) return;
    const now = clock.now() + connection.clockOffsetMs();
    const { dueAt } = rollout.settle(now);
    cancelDue();
    if (dueAt !== null) cancelDue = clock.schedule(Math.max(dueAt - now, SETTLE_AFTER_MS), look);
    const [forbidden] = connection.forbidden();
    if (forbidden) return say({ kind: 'error', problem: missingRight(forbidden) });
    const summary = rollout.summaries().get(rollout.uidOf(namespace, name) ?? '');
    if (!summary) return say({ kind: 'error', problem: `There is no DaemonSet ${namespace}/${name}.` });
    say({ kind: 'rollout', sentence: summary.sentence, complete: summary.phase === 'complete' });
  }
  const cancelWait = clock.schedule(LISTED_WITHIN_MS, () => {
    if (connection.synced()) return;
    say({ kind: 'error', problem: connection.connection().problem ?? 'The cluster could not be listed within 30 seconds.' });
  });
  const stopListening = connection.onConnection(settleSoon);
  connection.start(createHubSink(rollout, settleSoon));
  return end;
}

function missingRight({ verb, resource, namespace }: { verb: string; resource: string; namespace?: string }): string {
  const where = namespace === undefined ? 'in the whole cluster' : `in the namespace ${namespace}`;
  return `You may not ${verb} ${resource} ${where}; without it the rollout cannot be judged.`;
}
