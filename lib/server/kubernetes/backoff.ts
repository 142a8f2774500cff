import 'server-only';

const FIRST_MS = 1_000;
const LIMIT_MS = 30_000; // ≤ 2 to 4 requests a minute and resource against a sick API server

/**
 * How long to wait before the try after `attempt` failures in a row (0: the first). The first wait is spread over
 * the whole of its second, so that watches cut together do not return together; later ones over their upper half.
 */
export function backoffMs(attempt: number, random: () => number): number {
  if (attempt === 0) return random() * FIRST_MS;
  const ceiling = Math.min(LIMIT_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return ceiling * (0.5 + random() / 2);
}
