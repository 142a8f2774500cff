import 'server-only';
import { InvalidObject } from '#lib/kubernetes/shape.ts';
import { Refusal } from './refusal.ts';

/** Runs a reader of the body; what it finds invalid becomes a refusal with the field's path. Throws Refusal. */
export function readInput<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof InvalidObject)) throw cause;
    throw invalidBody(cause.field, `${cause.field}: ${cause.problem}`);
  }
}

/** The refusal of a body for this field, its sentence cut to 600 characters. */
export function invalidBody(field: string, sentence: string): Refusal {
  return new Refusal('body.invalid', sentence.length > 600 ? `${sentence.slice(0, 599)}…` : sentence, {
    field: field.slice(0, 200),
  });
}
