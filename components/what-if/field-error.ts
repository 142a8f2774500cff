import type { ApiProblem } from '#lib/client/feed-state.ts';

/** What the server finds wrong with one field. */
export interface FieldError {
  readonly field: string;
  /** The sentence without the field. */
  readonly words: string;
}

/** Splits a refusal that names a field; null for any other. */
export function fieldError({ field, message }: ApiProblem): FieldError | null {
  if (field === undefined) return null;
  const words = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  return { field, words };
}
