import 'server-only';
import { whyNotDnsLabel } from '#lib/kubernetes/names.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { findHub } from './find-hub.ts';
import { readName, readNamespace } from './read-names.ts';
import { readBoolean, readInteger, readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';

const MOST_LINES = 5_000;
const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** `?container=&tailLines=&previous=`; throws Refusal. The text is the container's own and not to be trusted. */
export async function podLogAnswer(
  request: Request,
  params: { cluster: string; namespace: string; pod: string },
): Promise<Response> {
  const namespace = readNamespace(params.namespace);
  const pod = readName(params.pod, 'pod');
  const query = readQuery(request, ['container', 'tailLines', 'previous']);
  const container = readContainer(query);
  const tailLines = readInteger(query, 'tailLines', { min: 1, max: MOST_LINES });
  const previous = readBoolean(query, 'previous');
  const { operations } = actorOf(request, findHub(params.cluster));
  const right = { verb: 'get', resource: 'pods', subresource: 'log', namespace };
  if (!(await isAllowed(operations, right))) {
    const { username } = await identityOf(operations);
    throw new Refusal('rbac.forbidden', `${username.slice(0, 100)} may not get pods/log in ${namespace}.`);
  }
  const text = await operations.readPodLog(namespace, pod, {
    ...(container === undefined ? {} : { container }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(previous ? { previous } : {}),
  });
  return new Response(text, { headers: HEADERS });
}

function readContainer(query: URLSearchParams): string | undefined {
  const container = query.get('container');
  if (container === null || container === '') return undefined;
  const reason = whyNotDnsLabel(container);
  if (reason !== null)
    throw new Refusal('name.invalid', `container ${reason}, not ${quoted(container)}.`, { field: 'container' });
  return container;
}
