import 'server-only';
import { quoted, Refusal } from './refusal.ts';
import { jsonFault } from './strict-json.ts';

const MOST_BYTES = 64 * 1024;
const MOST_DEPTH = 16;

/**
 * The body as JSON; refuses other types, more than `mostBytes` (64 KiB), what is no JSON object, keys that are given
 * twice or would reach a prototype, and more than 16 levels. Throws Refusal.
 */
export async function readJsonBody(request: Request, mostBytes = MOST_BYTES): Promise<Readonly<Record<string, unknown>>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('body.type', 'The body must be application/json.');
  if (request.headers.has('content-encoding')) throw new Refusal('body.type', 'The body must not be compressed.');
  const text = await readText(request, mostBytes);
  const value = parse(text);
  refuseFaults(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as Readonly<Record<string, unknown>>;
}

async function readText(request: Request, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      throw new Refusal('body.tooLarge', `The body must not exceed ${mostBytes} bytes.`);
    }
    text += decode(decoder, part.value);
  }
  return text;
}

function decode(decoder: TextDecoder, part: Uint8Array): string {
  try {
    return decoder.decode(part, { stream: true });
  } catch {
    throw malformed();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function refuseFaults(text: string): void {
  const fault = jsonFault(text, MOST_DEPTH);
  if (fault === null) return;
  if ('depth' in fault)
    throw new Refusal('body.invalid', `The body must not be nested deeper than ${fault.depth} levels.`, { field: 'body' });
  throw new Refusal('body.invalid', `The body must not hold the key ${quoted(fault.key)}, or not twice in one object.`, {
    field: fault.key.slice(0, 80),
  });
}

function malformed(): Refusal {
  return new Refusal('body.invalid', 'The body must be one JSON object in UTF-8.');
}
