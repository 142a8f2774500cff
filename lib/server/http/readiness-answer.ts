import 'server-only';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';

const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

/** 200 when every cluster that is watched from the start is listed and fresh, else 503; `?verbose` says which is not. */
export function readinessAnswer(request: Request): Response {
  const engine = runningEngine();
  const current = engine.clusters().filter((entry) => entry.current);
  const checks = current.map(({ slug }) => ({
    slug,
    failing: engine.stopping ? 'stopping' : whyNotReady(engine.runningHub(slug)),
  }));
  const ready = checks.length > 0 && checks.every(({ failing }) => failing === null);
  const verdict = ready ? 'ok\n' : 'not ready\n';
  const lines = checks.map(({ slug, failing }) => `[${failing === null ? '+' : '-'}]${slug} ${failing ?? 'ok'}\n`).join('');
  const verbose = new URL(request.url).searchParams.has('verbose');
  return new Response(verbose ? lines + verdict : verdict, { status: ready ? 200 : 503, headers: HEADERS });
}

function whyNotReady(hub: ClusterHub | undefined): string | null {
  if (hub === undefined) return 'not started';
  if (!hub.connection.synced()) return 'not synced';
  const { state } = hub.connection.connection();
  return state === 'stale' || state === 'connecting' ? state : null;
}
