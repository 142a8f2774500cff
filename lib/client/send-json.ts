import { ApiRequestError, request } from './api-request.ts';

interface SendOptions {
  readonly method?: 'POST' | 'DELETE';
  readonly signal?: AbortSignal;
  /** What the server takes; more is not sent, since a server that refuses so much closes the connection under it. */
  readonly mostBytes?: number;
}

/** Sends JSON and returns the answer, still to be parsed. Throws ApiRequestError with the server's sentence. */
export async function sendJson(
  path: string,
  body: unknown,
  { method = 'POST', signal, mostBytes = Number.POSITIVE_INFINITY }: SendOptions = {},
): Promise<unknown> {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json' } };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (new TextEncoder().encode(String(init.body ?? '')).byteLength > mostBytes) {
    throw new ApiRequestError({ status: 413, code: 'body.tooLarge', message: `The body must not exceed ${mostBytes} bytes.` });
  }
  if (signal) init.signal = signal;
  return readJson(await request(path, init));
}

/** The body of an answer as JSON. Throws ApiRequestError when it is none. */
export async function readJson(response: Response): Promise<unknown> {
  return response.json().catch(() => {
    throw new ApiRequestError({
      status: response.status,
      code: 'unreadable',
      message: 'The server sent an answer that is no JSON.',
    });
  });
}
