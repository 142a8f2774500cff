import 'server-only';
import { answerError, isRecord } from './answer-error.ts';
import type { Clock } from './clock.ts';
import { scheduleDeadline } from './deadline.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

const ERROR_BODY_BYTES = 64 * 1024;

export interface AnswerLimits {
  /** From sending to the last byte. */
  readonly withinMs: number;
  readonly maxBytes: number;
}

/**
 * Sends a request and returns the answer's whole body. Throws KubernetesApiError for every status other than 2xx,
 * for a late answer and for one above the limit.
 */
export async function readAnswer(
  transport: Transport,
  clock: Clock,
  request: Omit<TransportRequest, 'headersWithinMs'>,
  limits: AnswerLimits,
): Promise<{ readonly body: Buffer; readonly response: TransportResponse }> {
  const deadline = new AbortController();
  const cancel = scheduleDeadline(clock, limits.withinMs, () => deadline.abort());
  try {
    const signal = AbortSignal.any([request.signal, deadline.signal]);
    const response = await transport.open({ ...request, signal, headersWithinMs: limits.withinMs });
    await throwUnlessOk(response);
    return { body: await readBody(response, limits.maxBytes), response };
  } catch (thrown) {
    if (deadline.signal.aborted)
      throw new KubernetesApiError('timeout', `The API server did not answer within ${limits.withinMs / 1000} s.`);
    throw toKubernetesApiError(thrown);
  } finally {
    cancel();
  }
}

/** As `readAnswer`, for an answer that must be a JSON object. Throws `malformed` for anything else. */
export async function readJsonAnswer(
  transport: Transport,
  clock: Clock,
  request: Omit<TransportRequest, 'headersWithinMs'>,
  limits: AnswerLimits,
): Promise<{ readonly object: Record<string, unknown>; readonly response: TransportResponse }> {
  const { body, response } = await readAnswer(transport, clock, request, limits);
  requireJson(response);
  return { object: parseObject(body.toString('utf8')), response };
}

/** Throws the error that a status other than 200, 201 or 202 means, after reading a bounded part of its body. */
export async function throwUnlessOk(response: TransportResponse): Promise<void> {
  if (response.status >= 200 && response.status <= 202) return;
  const body = await readBody(response, ERROR_BODY_BYTES, { cut: true });
  throw answerError({ status: response.status, retryAfter: response.headers['retry-after'], body: body.toString('utf8') });
}

/** Throws `malformed` unless the answer says that it is JSON: a load balancer's page is no answer of the API server. */
export function requireJson(response: TransportResponse): void {
  const type = response.headers['content-type'] ?? '';
  if (/^application\/json\b/i.test(type)) return;
  response.destroy();
  throw new KubernetesApiError(
    'malformed',
    `The answer is not JSON but ${JSON.stringify(type.slice(0, 80))}; something in front of the API server may have sent it.`,
  );
}

/** The JSON object in the text. Throws `malformed`. */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new KubernetesApiError(
      'malformed',
      text.length === 0
        ? 'The answer was empty.'
        : `The answer is not valid JSON (${cause instanceof Error ? cause.name : 'error'}).`,
    );
  }
  if (isRecord(value)) return value;
  throw new KubernetesApiError('malformed', 'The answer is not a JSON object.');
}

async function readBody(response: TransportResponse, maxBytes: number, options: { cut?: boolean } = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      response.destroy();
      if (options.cut) break;
      throw new KubernetesApiError('tooLarge', `The answer is larger than ${Math.round(maxBytes / 1024)} KiB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
