import type { ApiProblem } from './feed-state.ts';

/** A request that the server refused, or that never reached it (`status` 0). */
export class ApiRequestError extends Error {
  readonly problem: ApiProblem;

  constructor(problem: ApiProblem) {
    super(problem.message);
    this.name = 'ApiRequestError';
    this.problem = problem;
  }
}

/** Fetches a path of the server; throws ApiRequestError unless the answer is 2xx. A change carries the session's CSRF token. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const isChange = init.method !== undefined && init.method !== 'GET' && init.method !== 'HEAD';
  try {
    return await send(path, isChange ? await withCsrf(init) : init);
  } catch (cause) {
    const outdated = isChange && cause instanceof ApiRequestError && cause.problem.code === 'csrf.refused';
    if (!outdated) throw cause;
    // Another tab has signed in anew: nothing was done yet.
    csrfToken = null;
    return send(path, await withCsrf(init));
  }
}

let csrfToken: Promise<string | null> | null = null;

async function withCsrf(init: RequestInit): Promise<RequestInit> {
  csrfToken ??= getJson<{ csrf: string | null }>('/api/session').then(
    ({ csrf }) => csrf,
    () => null,
  );
  const token = await csrfToken;
  if (token === null) csrfToken = null;
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('x-rollcall-csrf', token);
  return { ...init, headers };
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { cache: 'no-store', ...init }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new ApiRequestError({ status: 0, code: 'network', message: 'The Rollcall server does not answer.' });
  });
  if (!response.ok) throw new ApiRequestError(await problemOf(response));
  return response;
}

/** GETs JSON. The server is ours and of the same build, so its answer is taken as typed. */
export async function getJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await request(path, init);
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '');
  return { status: response.status, ...readProblem(text, response.status) };
}

function readProblem(text: string, status: number): Omit<ApiProblem, 'status'> {
  try {
    const body: unknown = JSON.parse(text);
    const error = isObject(body) && isObject(body.error) ? body.error : null;
    if (error && typeof error.code === 'string' && typeof error.message === 'string') {
      const field = typeof error.field === 'string' ? { field: error.field } : {};
      return { code: error.code, message: error.message, ...field };
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  return { code: 'unreadable', message: `The server answered ${status} without saying why.` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
