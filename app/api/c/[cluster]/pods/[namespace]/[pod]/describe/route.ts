import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { describeAnswer } from '#lib/server/http/object-answers.ts';

export const dynamic = 'force-dynamic';

/** What `kubectl describe` says of one Pod. */
export const GET = answer<{ cluster: string; namespace: string; pod: string }>(async (request, { cluster, namespace, pod }) =>
  jsonResponse(await describeAnswer(request, { kind: 'Pod', cluster, namespace, name: pod })),
);
