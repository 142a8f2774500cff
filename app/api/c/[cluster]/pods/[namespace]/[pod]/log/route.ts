import { answer } from '#lib/server/http/answer.ts';
import { podLogAnswer } from '#lib/server/http/pod-log-answer.ts';

export const dynamic = 'force-dynamic';

/** The tail of a container's log as plain text. */
export const GET = answer<{ cluster: string; namespace: string; pod: string }>((request, params) =>
  podLogAnswer(request, params),
);
