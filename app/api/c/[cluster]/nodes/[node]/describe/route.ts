import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { describeAnswer } from '#lib/server/http/object-answers.ts';

export const dynamic = 'force-dynamic';

/** What `kubectl describe` says of one Node. */
export const GET = answer<{ cluster: string; node: string }>(async (request, { cluster, node }) =>
  jsonResponse(await describeAnswer(request, { kind: 'Node', cluster, name: node })),
);
