import { answer } from '#lib/server/http/answer.ts';
import { type DaemonSetParams, findDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { revisionDiffAnswer } from '#lib/server/http/revision-diff-answer.ts';

export const dynamic = 'force-dynamic';

/** What differs between two revisions, in words and as YAML, without a secret. */
export const GET = answer<DaemonSetParams>(async (request, params) =>
  jsonResponse(await revisionDiffAnswer(request, await findDaemonSet(params))),
);
