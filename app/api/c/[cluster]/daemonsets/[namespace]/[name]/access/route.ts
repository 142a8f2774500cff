import { accessAnswer } from '#lib/server/http/access-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';

export const dynamic = 'force-dynamic';

/** What the caller may do to the DaemonSet. */
export const GET = answer<DaemonSetParams>(async (request, params) => jsonResponse(await accessAnswer(request, params)));
