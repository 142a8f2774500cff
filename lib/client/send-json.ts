import { ApiRequestError, request } from './api-request.ts';

/** Sends JSON and returns the answer, still to be parsed. Throws ApiRequestError with the server's sentence. */
export async function sendJson(
  path: string,
  body: unknown,
  { method = 'POST', signal }: { method?: 'POST' | 'DELETE'; signal?: AbortSignal } = {},
): Promise<unknown> {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json' } };
  if (body !== undefined) init.body = JSON.stringify(body);
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
