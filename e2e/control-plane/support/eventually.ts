import { setTimeout as pause } from 'node:timers/promises';

interface Patience {
  readonly withinMs: number;
  readonly pollMs?: number;
}

/**
 * Asks until the answer is something, and returns it. Throws with `what` and the last answer's words when the time is
 * over; a question that throws counts as not yet answered.
 */
export async function eventually<T>(
  what: string,
  { withinMs, pollMs = 100 }: Patience,
  question: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (let last: unknown; ; ) {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not within ${withinMs / 1_000} s: ${what}.${last instanceof Error ? ` Last: ${last.message}` : ''}`);
    }
    await pause(pollMs);
  }
}
