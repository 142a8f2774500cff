import type { Resource } from '../cluster-api.ts';
import { badRequest, ContinueExpired, expired } from './api-errors.ts';
import type { JsonObject } from './json.ts';
import { type ListOptions, tooLargeResourceVersion } from './list-options.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** One page of a list. */
export interface ListPage {
  readonly items: readonly StoredObject[];
  readonly metadata: JsonObject;
}

interface Continuation {
  /** The revision that all pages show; -1 for whatever is current. */
  readonly revision: number;
  readonly after: string;
}

const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

const keyOf = ({ metadata }: StoredObject) => `${metadata.namespace ?? ''}/${metadata.name}`;

/**
 * Lists a page of the objects that match, in key order; every page of one list shows the same revision.
 * Mirrors kubernetes/apiserver pkg/storage/etcd3/store.go GetList, v0.36. Throws ApiError 400, 410, 504.
 */
export function listPage(store: ObjectStore, resource: Resource, options: ListOptions): ListPage {
  const from = options.continueToken === '' ? undefined : parseContinue(options.continueToken);
  const revision = from ? from.revision : wantedRevision(store, options);
  const all = revision < 0 ? store.sorted(resource) : store.sortedAt(resource, revision);
  if (!all) throw from ? continueExpired(from) : expired(`The resourceVersion for the provided list is too old.`);
  const matching = all.filter((object) => (!from || keyOf(object) > from.after) && options.matches(object));
  const shown = revision < 0 ? store.revision : revision;
  if (options.limit <= 0 || matching.length <= options.limit)
    return { items: matching, metadata: { resourceVersion: String(shown) } };
  const items = matching.slice(0, options.limit);
  const last = items.at(-1);
  const metadata = {
    resourceVersion: String(shown),
    continue: last ? continueToken({ revision: shown, after: keyOf(last) }) : '',
    ...(options.unselective ? { remainingItemCount: matching.length - items.length } : {}),
  };
  return { items, metadata };
}

/** Without a limit or an exact match, any resourceVersion is answered with the newest data. */
function wantedRevision(store: ObjectStore, options: ListOptions): number {
  const asked = options.resourceVersion;
  if (asked === undefined || asked === 0) return store.revision;
  if (asked > store.revision) throw tooLargeResourceVersion(asked, store.revision);
  const exact = options.resourceVersionMatch === 'Exact' || (options.resourceVersionMatch === '' && options.limit > 0);
  return exact ? asked : store.revision;
}

const continueToken = ({ revision, after }: Continuation) =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after })).toString('base64url');

function parseContinue(token: string): Continuation {
  const refuse = () => badRequest('continue key is not valid');
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('rv' in parsed) || !('start' in parsed)) throw refuse();
    if (typeof parsed.rv !== 'number' || typeof parsed.start !== 'string') throw refuse();
    return { revision: parsed.rv, after: parsed.start };
  } catch (failure) {
    if (failure instanceof SyntaxError) throw refuse();
    throw failure;
  }
}

/** The refusal carries a token with which the client may go on, without a consistent list. */
const continueExpired = ({ after }: Continuation) =>
  new ContinueExpired(CONTINUE_EXPIRED, continueToken({ revision: -1, after }));
