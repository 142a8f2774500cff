import 'server-only';
import type { Connection } from '#lib/feed/connection.ts';
import type { Engine } from '#lib/server/engine/engine.ts';

/** `{clusters}`: what the server was configured with. A cluster that nobody has opened is `connecting` and stays untouched. */
export function clustersAnswer(engine: Engine) {
  const clusters = engine.clusters().map(({ slug, context, server, current, readOnly, weakness = null }) => {
    const connection = engine.runningHub(slug)?.connection.connection() ?? unopened(engine.startedAt);
    return { slug, context, server, current, readOnly, weakness, connection };
  });
  return { clusters, ...(engine.problem === null ? {} : { problem: engine.problem }) };
}

function unopened(since: string): Connection {
  return { state: 'connecting', lastProofAt: null, since, problem: null };
}
