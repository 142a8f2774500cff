import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { manifestAnswer } from '#lib/server/http/object-answers.ts';

export const dynamic = 'force-dynamic';

/** One Node as YAML, without what may be a secret. */
export const GET = answer<{ cluster: string; node: string }>(async (request, { cluster, node }) =>
  jsonResponse(await manifestAnswer(request, { kind: 'Node', cluster, name: node })),
);
