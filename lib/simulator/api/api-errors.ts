import { ApiError, type Resource } from '../cluster-api.ts';
import type { JsonObject } from './json.ts';

/** One field that validation refuses, in the words of kubernetes/apimachinery pkg/util/validation/field/errors.go, v0.36. */
export interface FieldCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** `daemonsets.apps`, or `pods` for the core group. */
export const qualifiedResource = (resource: Resource) =>
  resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;

const qualifiedKind = (resource: Resource) => (resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`);

const detailsOf = (resource: Resource, name: string): JsonObject => ({
  name,
  ...(resource.group === '' ? {} : { group: resource.group }),
  kind: resource.plural,
});

/*
 * The constructors below give the texts of kubernetes/apimachinery pkg/api/errors/errors.go, v0.36.
 */

export function notFound(resource: Resource, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${qualifiedResource(resource)} "${name}" not found`, detailsOf(resource, name));
}

export function alreadyExists(resource: Resource, name: string): ApiError {
  const text = `${qualifiedResource(resource)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', text, detailsOf(resource, name));
}

export function conflict(resource: Resource, name: string, why: string): ApiError {
  const text = `Operation cannot be fulfilled on ${qualifiedResource(resource)} "${name}": ${why}`;
  return new ApiError(409, 'Conflict', text, detailsOf(resource, name));
}

/** The conflict of a write whose resourceVersion is not the stored one. */
export function modifiedConflict(resource: Resource, name: string): ApiError {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  return conflict(resource, name, why);
}

export function forbidden(resource: Resource, name: string, why: string): ApiError {
  const subject = `${qualifiedResource(resource)}${name === '' ? '' : ` "${name}"`}`;
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: ${why}`,
    name === '' ? { kind: resource.plural } : detailsOf(resource, name),
  );
}

export function invalid(resource: Resource, name: string, causes: readonly FieldCause[]): ApiError {
  const parts = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = parts.length === 1 ? parts[0] : `[${parts.join(', ')}]`;
  const details = {
    name,
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.kind,
    causes: causes.map((cause) => ({ ...cause })),
  };
  return new ApiError(422, 'Invalid', `${qualifiedKind(resource)} "${name}" is invalid: ${list}`, details);
}

export function badRequest(text: string): ApiError {
  return new ApiError(400, 'BadRequest', text);
}

/** 410, `Gone` for a list's continue token, `Expired` for a resourceVersion that history no longer reaches. */
export function expired(text: string): ApiError {
  return new ApiError(410, 'Expired', text);
}

/** 410 for a continue token whose revision is compacted; it carries the token for going on without consistency. */
export class ContinueExpired extends ApiError {
  readonly continueToken: string;

  constructor(text: string, continueToken: string) {
    super(410, 'Expired', text);
    this.continueToken = continueToken;
  }
}

export function tooManyRequests(text: string, retryAfterSeconds: number, causes: readonly JsonObject[] = []): ApiError {
  return new ApiError(429, 'TooManyRequests', text, {
    ...(retryAfterSeconds > 0 ? { retryAfterSeconds } : {}),
    ...(causes.length > 0 ? { causes } : {}),
  });
}

/** The field causes, spelt as `field.Error.ErrorBody` does. */
export const required = (field: string, detail = ''): FieldCause => ({
  reason: 'FieldValueRequired',
  message: detail === '' ? 'Required value' : `Required value: ${detail}`,
  field,
});

export const invalidValue = (field: string, value: unknown, detail: string): FieldCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${detail}`,
  field,
});

export const notSupported = (field: string, value: unknown, allowed: readonly string[]): FieldCause => ({
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${[...allowed].map((word) => JSON.stringify(word)).join(', ')}`,
  field,
});

export const forbiddenField = (field: string, detail: string): FieldCause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
  field,
});

export const duplicate = (field: string, value: unknown): FieldCause => ({
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${JSON.stringify(value)}`,
  field,
});
