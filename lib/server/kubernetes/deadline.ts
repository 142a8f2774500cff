import 'server-only';
import type { Clock } from './clock.ts';

const STEP_MS = 1_000;

/**
 * Runs `action` once after `withinMs`; returns the cancel. Counts in steps of a second: a process that was itself held
 * up reads what has arrived meanwhile before it blames the server.
 */
export function scheduleDeadline(clock: Clock, withinMs: number, action: () => void): () => void {
  let left = withinMs;
  let cancel = () => {};
  const step = () => {
    const stepMs = Math.min(STEP_MS, left);
    left -= stepMs;
    cancel = clock.schedule(stepMs, left > 0 ? step : action);
  };
  step();
  return () => cancel();
}
