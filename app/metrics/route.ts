import { metricsAnswer } from '#lib/server/http/metrics-answer.ts';

export const dynamic = 'force-dynamic';

/** Prometheus text. */
export function GET(): Response {
  return metricsAnswer();
}
