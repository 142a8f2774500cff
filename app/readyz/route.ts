import { readinessAnswer } from '#lib/server/http/readiness-answer.ts';

export const dynamic = 'force-dynamic';

/** The current cluster is listed and fresh. */
export function GET(request: Request): Response {
  return readinessAnswer(request);
}
