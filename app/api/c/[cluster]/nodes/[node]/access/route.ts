import { nodeAccessAnswer } from '#lib/server/http/access-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';

export const dynamic = 'force-dynamic';

/** What the caller may do to the Node, and to Pods in the Namespaces of the query. */
export const GET = answer<{ cluster: string; node: string }>(async (request, params) =>
  jsonResponse(await nodeAccessAnswer(request, params)),
);
