import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { manifestAnswer } from '#lib/server/http/object-answers.ts';

export const dynamic = 'force-dynamic';

/** One DaemonSet as YAML, without what may be a secret. */
export const GET = answer<{ cluster: string; namespace: string; name: string }>(async (request, params) =>
  jsonResponse(await manifestAnswer(request, { kind: 'DaemonSet', ...params })),
);
