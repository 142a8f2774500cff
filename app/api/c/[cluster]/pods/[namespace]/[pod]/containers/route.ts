import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { containersAnswer } from '#lib/server/http/object-answers.ts';

export const dynamic = 'force-dynamic';

/** Every container of one Pod that may have a log. */
export const GET = answer<{ cluster: string; namespace: string; pod: string }>(async (request, { cluster, namespace, pod }) =>
  jsonResponse(await containersAnswer(request, { kind: 'Pod', cluster, namespace, name: pod })),
);
