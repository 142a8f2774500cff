import 'server-only';
import { whyNotDnsLabel } from '#lib/kubernetes/names.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { findHub } from './find-hub.ts';
import { logRefusal } from './log-refusal.ts';
import { readLogTail } from './log-tail.ts';
import { readName, readNamespace } from './read-names.ts';
import { readBoolean, readInteger, readQuery, readTime } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';
import { requireLive } from './require-live.ts';

const MOST_LINES = 5_000;
const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * `?container=&tailLines=&previous=&timestamps=&sinceTime=`; throws Refusal. The text is the container's own and not to be
 * trusted. A log is followed by asking again with `sinceTime`: a stream would hold a connection to the kubelet for each
 * panel that is open, on which nothing bounds what arrives, and one of the six that a browser has for this server.
 */
export async function podLogAnswer(
  request: Request,
  params: { cluster: string; namespace: string; pod: string },
): Promise<Response> {
  const namespace = readNamespace(params.namespace);
  const pod = readName(params.pod, 'pod');
  const query = readQuery(request, ['container', 'tailLines', 'previous', 'timestamps', 'sinceTime']);
  const container = readContainer(query);
  const tailLines = readInteger(query, 'tailLines', { min: 1, max: MOST_LINES });
  const sinceTime = readTime(query, 'sinceTime');
  const flags = { previous: readBoolean(query, 'previous'), timestamps: readBoolean(query, 'timestamps') };
  const hub = findHub(params.cluster);
  if (sinceTime !== undefined) requireLive(hub);
  const { operations } = actorOf(request, hub);
  const right = { verb: 'get', resource: 'pods', subresource: 'log', namespace };
  if (!(await isAllowed(operations, right))) {
    const { username } = await identityOf(operations);
    throw new Refusal('rbac.forbidden', `${username.slice(0, 100)} may not get pods/log in ${namespace}.`);
  }
  const wanted = {
    ...(container === undefined ? {} : { container }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(flags.previous ? { previous: true } : {}),
    ...(flags.timestamps ? { timestamps: true } : {}),
    ...(sinceTime === undefined ? {} : { sinceTime }),
  };
  try {
    return new Response(await readLogTail(operations, { namespace, pod }, wanted), { headers: HEADERS });
  } catch (thrown) {
    throw logRefusal(thrown, { container: container ?? '', pod }) ?? thrown;
  }
}

function readContainer(query: URLSearchParams): string | undefined {
  const container = query.get('container');
  if (container === null || container === '') return undefined;
  const reason = whyNotDnsLabel(container);
  if (reason !== null)
    throw new Refusal('name.invalid', `container ${reason}, not ${quoted(container)}.`, { field: 'container' });
  return container;
}
