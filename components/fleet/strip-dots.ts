import { ATTENTION_ORDER, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';

/**
 * The dots of a strip, attention first. With more Nodes than room each dot stands for several,
 * but a state that any Node is in keeps at least one dot: nothing bad is rounded away.
 */
export function stripDots(states: Readonly<Record<NodeRolloutState, number>>, room: number): NodeRolloutState[] {
  const present = ATTENTION_ORDER.filter((state) => states[state] > 0);
  const total = present.reduce((sum, state) => sum + states[state], 0);
  if (total <= room) return present.flatMap((state) => Array<NodeRolloutState>(states[state]).fill(state));
  const shares = present.map((state) => ({ state, exact: (states[state] / total) * room }));
  const dots = shares.map(({ state, exact }) => ({ state, exact, count: Math.max(1, Math.floor(exact)) }));
  let free = room - dots.reduce((sum, { count }) => sum + count, 0);
  const byNeed = [...dots].sort((a, b) => b.exact - b.count - (a.exact - a.count));
  for (const dot of byNeed) {
    if (free <= 0) break;
    dot.count++;
    free--;
  }
  while (free < 0) {
    const largest = dots.reduce((most, dot) => (dot.count > most.count ? dot : most));
    if (largest.count <= 1) break;
    largest.count--;
    free++;
  }
  return dots.flatMap(({ state, count }) => Array<NodeRolloutState>(count).fill(state)).slice(0, room);
}
