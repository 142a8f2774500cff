import { ApiError } from '../cluster-api.ts';
import { badRequest, type FieldCause, forbiddenField } from './api-errors.ts';
import { type FieldMatcher, parseFieldSelector } from './field-selector-query.ts';
import { type LabelMatcher, parseLabelSelector } from './label-selector-query.ts';
import type { StoredObject } from './object-store.ts';

/** What a list or watch asks for. */
export interface ListOptions {
  readonly matches: (object: StoredObject) => boolean;
  /** True when no label or field selector narrows the objects. */
  readonly unselective: boolean;
  /** Undefined when the client names none. */
  readonly resourceVersion: number | undefined;
  readonly resourceVersionMatch: string;
  readonly limit: number;
  readonly continueToken: string;
  readonly timeoutSeconds: number | undefined;
  readonly bookmarks: boolean;
  readonly sendInitialEvents: boolean;
}

/** Reads the query of a list or watch. Throws ApiError for what the API server refuses. */
export function parseListOptions(query: URLSearchParams, kind: string, namespace: string): ListOptions {
  const text = (name: string) => query.get(name) ?? '';
  const labelsMatch: LabelMatcher = parseLabelSelector(text('labelSelector'));
  const fieldsMatch: FieldMatcher = parseFieldSelector(text('fieldSelector'), kind);
  const options: ListOptions = {
    matches: (object) =>
      (namespace === '' || object.metadata.namespace === namespace) &&
      labelsMatch(object.metadata.labels ?? {}) &&
      fieldsMatch(object),
    unselective: text('labelSelector') === '' && text('fieldSelector') === '',
    resourceVersion: parseResourceVersion(text('resourceVersion')),
    resourceVersionMatch: text('resourceVersionMatch'),
    limit: parseWhole(text('limit'), 'limit') ?? 0,
    continueToken: text('continue'),
    timeoutSeconds: parseWhole(text('timeoutSeconds'), 'timeoutSeconds'),
    bookmarks: parseFlag(text('allowWatchBookmarks')),
    sendInitialEvents: parseFlag(text('sendInitialEvents')),
  };
  checkCombination(options, query);
  return options;
}

function parseResourceVersion(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^\d{1,19}$/.test(text)) return Number(text);
  const quoted = JSON.stringify(text);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`,
  );
}

function parseWhole(text: string, name: string): number | undefined {
  if (text === '') return undefined;
  if (!/^-?\d{1,18}$/.test(text)) throw badRequest(`${name}: strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** As Go's query decoder reads a bool: anything but absence, `0` and `false` is true. */
const parseFlag = (text: string) => text !== '' && text !== '0' && text.toLowerCase() !== 'false';

/** Mirrors kubernetes/apimachinery pkg/apis/meta/internalversion/validation/validation.go ValidateListOptions, v0.36. */
function checkCombination(options: ListOptions, query: URLSearchParams): void {
  const causes: FieldCause[] = [];
  const { resourceVersionMatch: match, continueToken } = options;
  if (query.has('sendInitialEvents') && match !== 'NotOlderThan')
    causes.push(
      forbiddenField('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'),
    );
  if (match !== '' && !query.has('sendInitialEvents')) {
    if (options.resourceVersion === undefined)
      causes.push(forbiddenField('resourceVersionMatch', 'resourceVersionMatch is forbidden unless resourceVersion is provided'));
    if (continueToken !== '')
      causes.push(forbiddenField('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided'));
    if (match === 'Exact' && options.resourceVersion === 0)
      causes.push(forbiddenField('resourceVersionMatch', 'resourceVersionMatch "Exact" is forbidden for resourceVersion "0"'));
    if (match !== 'Exact' && match !== 'NotOlderThan')
      causes.push({
        reason: 'FieldValueNotSupported',
        field: 'resourceVersionMatch',
        message: `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`,
      });
  }
  if (causes.length === 0) return;
  const list = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = `ListOptions.meta.k8s.io "" is invalid: ${list.length === 1 ? list[0] : `[${list.join(', ')}]`}`;
  throw new ApiError(422, 'Invalid', text, {
    group: 'meta.k8s.io',
    kind: 'ListOptions',
    causes: causes.map((cause) => ({ ...cause })),
  });
}

/** 504 for a resourceVersion that the server has not reached. apiserver pkg/storage/errors.go, v0.36. */
export function tooLargeResourceVersion(asked: number, current: number): ApiError {
  const text = `Timeout: Too large resource version: ${asked}, current: ${current}`;
  return new ApiError(504, 'Timeout', text, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}
