import 'server-only';
import { isRecord } from './answer-error.ts';
import type { Clock } from './clock.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import { readJsonAnswer } from './read-answer.ts';
import { collectionPath } from './request-path.ts';
import type { ResourceType } from './resource-type.ts';
import type { Transport } from './transport.ts';
import { type RawObject, requireObject } from './watch-event.ts';

const PAGE_SIZE = 500;
const PAGE_LIMITS = { withinMs: 30_000, maxBytes: 128 * 1024 * 1024 };
const MAX_RESTARTS = 2;

/** What a list or watch looks at. */
export interface Scope {
  readonly type: ResourceType;
  /** Absent: the whole cluster. */
  readonly namespace?: string;
  readonly labelSelector?: string;
}

interface PageSource {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly scope: Scope;
}

export interface Listing extends PageSource {
  /** Called when a list begins, and again when it has to begin anew because its continue token expired. */
  readonly onBegin: () => void;
  readonly onObject: (object: RawObject) => void;
  readonly onPage: () => void;
}

/**
 * Lists page by page and returns the resourceVersion of the whole. A continue token that expires in the middle starts
 * the list again, at most twice; after that, one unpaged list. Throws KubernetesApiError.
 */
export async function listPages(listing: Listing): Promise<string> {
  for (let restarts = 0; ; restarts += 1) {
    const limit = restarts < MAX_RESTARTS ? PAGE_SIZE : undefined;
    try {
      return await listOnce(listing, limit);
    } catch (thrown) {
      const expired = thrown instanceof KubernetesApiError && thrown.reason === 'expired';
      if (!expired || limit === undefined) throw thrown;
    }
  }
}

/** The resourceVersion that a list has now, for the price of one object. Throws KubernetesApiError. */
export async function currentResourceVersion(listing: PageSource): Promise<string> {
  return (await readPage(listing, { limit: 1 })).resourceVersion;
}

async function listOnce(listing: Listing, limit: number | undefined): Promise<string> {
  listing.onBegin();
  let token: string | undefined;
  for (;;) {
    const page = await readPage(listing, { limit, continue: token });
    listing.onPage();
    for (const item of page.items) listing.onObject(requireObject(item, listing.scope.type));
    if (page.continue === '') return page.resourceVersion;
    token = page.continue;
  }
}

async function readPage(listing: PageSource, query: { limit: number | undefined; continue?: string | undefined }) {
  const { scope } = listing;
  const path = collectionPath(scope.type, scope.namespace, { labelSelector: scope.labelSelector, ...query });
  const request = { method: 'GET', path, lane: 'unary', signal: listing.signal } as const;
  const { object } = await readJsonAnswer(listing.transport, listing.clock, request, PAGE_LIMITS);
  return requireList(object, scope.type);
}

function requireList(object: Record<string, unknown>, type: ResourceType) {
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const items = object.items === null ? [] : object.items;
  const { resourceVersion } = metadata;
  const whole =
    object.kind === `${type.kind}List` && Array.isArray(items) && typeof resourceVersion === 'string' && resourceVersion !== '';
  if (!whole) throw new KubernetesApiError('malformed', `The answer is not a complete ${type.kind}List.`);
  return { items, resourceVersion, continue: typeof metadata.continue === 'string' ? metadata.continue : '' };
}
