import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { Problem } from '#lib/rollout/summary.ts';

/** What the live row of a Node says, as a value that changes with it. Takes the name of a Node. */
export function rowOf(live: LiveDaemonSet, node: string): { rowVersion: string; trouble: number } {
  const slot = live.slotOf(node);
  if (slot === undefined) return { rowVersion: 'gone', trouble: 0 };
  const columns = [live.state, live.marks, live.trouble, live.revision, live.reason, live.restarts, live.podCreatedAt];
  return { rowVersion: columns.map((column) => column[slot]).join('.'), trouble: live.trouble[slot] ?? 0 };
}

/** Nodes of one cause may differ in their word (ErrImagePull, ImagePullBackOff); then the word is no filter. */
export function haveOneReason(live: LiveDaemonSet, problem: Problem): boolean {
  return problem.nodes.every((node) => live.text(live.reason[live.slotOf(node) ?? -1] ?? 0) === problem.cause);
}
