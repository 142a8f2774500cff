import { parse } from 'yaml';
import { ApiError } from '../cluster-api.ts';
import { badRequest } from './api-errors.ts';
import { parseProtobuf } from './protobuf-body.ts';

export interface AcceptedType {
  /** Undefined for plain JSON. */
  readonly as: string | undefined;
  readonly group: string;
  readonly version: string;
}

const SERVED = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';

function parameters(type: string): ReadonlyMap<string, string> {
  const pairs = type
    .split(';')
    .slice(1)
    .map((part) => part.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}

/**
 * The first acceptable form that can be served. Only JSON is; a client that takes nothing else is refused.
 * Mirrors kubernetes/apiserver pkg/endpoints/handlers/negotiation/negotiate.go, v0.36. Throws ApiError 406.
 */
export function negotiate(accept: string | undefined, transforms: readonly string[]): AcceptedType {
  const plain = { as: undefined, group: '', version: '' };
  if (accept === undefined || accept.trim() === '') return plain;
  for (const type of accept.split(',').map((part) => part.trim())) {
    const media = (type.split(';')[0] ?? '').trim();
    if (media !== 'application/json' && media !== '*/*' && media !== 'application/*') continue;
    const given = parameters(type);
    const as = given.get('as');
    if (as === undefined) return plain;
    const form = { as, group: given.get('g') ?? '', version: given.get('v') ?? '' };
    if (transforms.includes(`${form.as}.${form.version}.${form.group}`)) return form;
  }
  throw new ApiError(406, 'NotAcceptable', `only the following media types are accepted: ${SERVED}`);
}

/** The media type of a body, without parameters. */
export const mediaType = (contentType: string | undefined) => (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Refuses a body that is of none of the allowed types. */
export function unsupportedMediaType(allowed: readonly string[]): ApiError {
  const text = `the body of the request was in an unknown format - accepted media types include: ${allowed.join(', ')}`;
  return new ApiError(415, 'UnsupportedMediaType', text);
}

/** Reads a body of JSON, YAML or protobuf, as its type says. Throws ApiError 400, 415. */
export function parseBody(body: Buffer, contentType: string | undefined): unknown {
  const type = mediaType(contentType);
  const text = body.toString('utf8');
  if (type === '' || type === 'application/json') return parseJson(text);
  if (type === 'application/yaml') return parseYaml(text);
  if (type === 'application/vnd.kubernetes.protobuf') return parseProtobuf(body);
  throw unsupportedMediaType(SERVED.split(', '));
}

/** Reads JSON. Throws ApiError 400. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    throw badRequest(`couldn't get version/kind; json parse error: ${failure.message}`);
  }
}

/** Reads YAML, of which JSON is a part. Throws ApiError 400. */
export function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (failure) {
    throw badRequest(`error decoding YAML: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}
