import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { forgetWaveAnswer, waveAnswer, waveCommandAnswer } from '#lib/server/http/wave-answer.ts';

export const dynamic = 'force-dynamic';

/** The wave that replaces stale Pods step by step, or the last one. */
export const GET = answer<DaemonSetParams>(async (request, params) => jsonResponse(await waveAnswer(request, params)));

/** Plans, starts, pauses, resumes, retries or stops it. */
export const POST = answer<DaemonSetParams>(async (request, params) => jsonResponse(await waveCommandAnswer(request, params)));

/** Forgets one that has ended. */
export const DELETE = answer<DaemonSetParams>(async (request, params) => jsonResponse(await forgetWaveAnswer(request, params)));
