import { createFailure } from './create-failure.ts';
import { uncombined } from './event-text.ts';
import type { Message } from './message.ts';
import { problemStep } from './problem-step.ts';
import type { StepTarget } from './step-target.ts';
import type { Problem } from './summary.ts';

/** The controller tries again after at most 1,000 seconds: a failure that is older is over. */
const OVER_AFTER_MS = 20 * 60 * 1000;

/** An event about the DaemonSet; times are RFC 3339. */
export interface DaemonSetEvent {
  readonly reason: string;
  readonly message: string;
  readonly firstAt: string;
  readonly lastAt: string;
}

interface Failure extends DaemonSetEvent {
  readonly cause: Message;
}

/**
 * The causes for which the DaemonSet controller could not create Pods, newest first: those after its last success and not
 * over. Events do not name a Node, so each cause stands for all Nodes that lack their Pod.
 * Mirrors kubernetes/kubernetes pkg/controller/controller_utils.go CreatePods (FailedCreate, SuccessfulCreate), v1.36.
 */
export function createFailures(events: readonly DaemonSetEvent[], now: number): readonly Failure[] {
  const created = Math.max(0, ...events.filter(({ reason }) => reason === 'SuccessfulCreate').map(lastAt));
  const byCause = new Map<string, Failure>();
  const failed = events.filter((event) => event.reason === 'FailedCreate' && lastAt(event) >= created);
  for (const event of failed.filter((one) => lastAt(one) > now - OVER_AFTER_MS).sort((a, b) => lastAt(b) - lastAt(a))) {
    const cause = createFailure(event.message);
    const key = `${cause.code} ${Object.values(cause.params)[0] ?? ''}`;
    const newer = byCause.get(key);
    const firstAt = newer !== undefined && newer.firstAt < event.firstAt ? newer.firstAt : event.firstAt;
    byCause.set(key, newer === undefined ? { ...event, cause } : { ...newer, firstAt });
  }
  return [...byCause.values()];
}

/** The problem of Nodes without a Pod, once for each cause for which their Pods were refused. */
export function createProblems(
  missing: Problem,
  failures: readonly Failure[],
  target: Pick<StepTarget, 'namespace' | 'name'>,
): readonly Problem[] {
  return failures.map(({ cause, message, firstAt }) => ({
    ...missing,
    title: cause,
    since: firstAt,
    message: Object.keys(cause.params).length > 0 ? null : uncombined(message),
    ...problemStep(cause, { ...target, nodes: missing.nodes, nodeCount: missing.nodeCount, pods: [] }),
  }));
}

function lastAt(event: DaemonSetEvent): number {
  const at = Date.parse(event.lastAt);
  return Number.isNaN(at) ? 0 : at;
}
