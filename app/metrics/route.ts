import { answer } from '#lib/server/http/answer.ts';
import { metricsAnswer } from '#lib/server/http/metrics-answer.ts';

export const dynamic = 'force-dynamic';

/** Prometheus text. */
export const GET = answer(() => metricsAnswer());
