import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { readArray, readObject, readString } from '#lib/feed/read-fields.ts';
import type { Message } from '#lib/rollout/message.ts';

/** Reads a Message: a code and parameters that are texts or numbers. Throws FeedFormatError. */
export function readMessage(value: unknown, where: string): Message {
  const fields = readObject(value, where);
  const params: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(readObject(fields.params, `${where}.params`))) {
    if (typeof param !== 'string' && typeof param !== 'number') throw new FeedFormatError(`${where}.params`, 'no text or number');
    params[name] = param;
  }
  return { code: readString(fields.code, `${where}.code`), params };
}

/** Reads an array of Messages. Throws FeedFormatError. */
export function readMessages(value: unknown, where: string): readonly Message[] {
  return readArray(value, where).map((message) => readMessage(message, where));
}
