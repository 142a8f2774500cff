import 'server-only';
import { readJsonBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

const ANSWER_WITHIN_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

/** GET /api/demo: the simulator's own state. Throws Refusal when this server shows no demo. */
export function readDemo(): Promise<Response> {
  return ask('/simulator/state', { method: 'GET' });
}

/** POST /api/demo: one command for the simulator, whose answer is passed on. Throws Refusal. */
export async function controlDemo(request: Request): Promise<Response> {
  demoUrl();
  const body = JSON.stringify(await readJsonBody(request));
  return ask('/simulator/control', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const url = new URL(path, demoUrl());
  const answered = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
    () => null,
  );
  if (answered === null)
    throw new Refusal('cluster.unreachable', 'The simulated cluster does not answer.', { retryAfterSeconds: 2 });
  const text = await answered.text();
  if (!isJson(answered) || text.length > MOST_BYTES)
    throw new Refusal('upstream.rejected', 'The simulated cluster gave no JSON.');
  if (!answered.ok) throw new Refusal(answered.status < 500 ? 'body.invalid' : 'upstream.rejected', problemOf(text));
  return new Response(text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}

function demoUrl(): URL {
  const url = process.env.ROLLCALL_DEMO_URL;
  if (!url) throw new Refusal('demo.notFound', 'This server shows no demo.');
  return new URL(url);
}

function isJson(response: Response): boolean {
  return (response.headers.get('content-type') ?? '').startsWith('application/json');
}

/** The simulator words its refusals `{error:{message}}` or as a Kubernetes Status. */
function problemOf(text: string): string {
  const found = /"message"\s*:\s*"((?:[^"\\]|\\.){1,200})"/.exec(text)?.[1];
  return found === undefined ? 'The simulated cluster refused the command.' : (JSON.parse(`"${found}"`) as string);
}
