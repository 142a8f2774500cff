import { eventCause } from './event-cause.ts';
import type { Message } from './message.ts';
import type { Problem } from './summary.ts';

/** What the newest telling events of one Pod say about a cause that the Pod itself only hints at. */
export interface Evidence {
  /** The cause as the model has it: `Problem.title`. */
  readonly title: Message;
  readonly pod: string;
  readonly cause: Message;
  readonly count: number;
  /** RFC 3339. */
  readonly lastAt: string;
}

/** An event of a Pod; times are RFC 3339. */
export interface TellingEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly lastAt: string;
}

/** Causes about which a Pod's events say more than its status. */
const EXPLAINED_BY_EVENTS: ReadonlySet<string> = new Set([
  'problem.creating',
  'problem.initializing',
  'problem.notReady',
  'problem.startupProbe',
  'problem.crash',
  'problem.signal',
  'problem.killed',
  'problem.containerStart',
  'problem.waiting',
]);
/** Causes about which only the DaemonSet's own events or its Namespace say more. */
const EXPLAINED_ELSEWHERE: ReadonlySet<string> = new Set([
  'problem.missing',
  'problem.nodeAffinity',
  'problem.projectNodeSelector',
]);
const MOST_CAUSES = 5;

/** The problems whose Pods' events are worth a request, at most five, each with the Pod to ask about. */
export function needsEvidence(problems: readonly Problem[]): readonly (Problem & { readonly pod: string })[] {
  return problems
    .flatMap((problem) =>
      problem.pod !== null && EXPLAINED_BY_EVENTS.has(problem.title.code) ? [{ ...problem, pod: problem.pod }] : [],
    )
    .slice(0, MOST_CAUSES);
}

/** True when objects that are not watched may say more about one of these problems. */
export function asksForCauses(problems: readonly Problem[]): boolean {
  return needsEvidence(problems).length > 0 || problems.some(({ title }) => EXPLAINED_ELSEWHERE.has(title.code));
}

/** The newest event that tells a cause, or null. A probe that kills says more than one that fails. */
export function evidenceOf(problem: Problem & { readonly pod: string }, events: readonly TellingEvent[]): Evidence | null {
  const told = events.flatMap((event) => {
    const cause = eventCause(event);
    return cause === null ? [] : [{ event, cause }];
  });
  const newest = told.sort((a, b) => rank(b.cause) - rank(a.cause) || b.event.lastAt.localeCompare(a.event.lastAt))[0];
  if (newest === undefined) {
    return null;
  }
  const { count, lastAt } = newest.event;
  return { title: problem.title, pod: problem.pod, cause: newest.cause, count, lastAt };
}

function rank({ code }: Message): number {
  return code === 'problem.event' ? 0 : code === 'problem.probeKills' ? 2 : 1;
}
