import 'server-only';
import { z } from 'zod';
import type { WaveRecord } from '#lib/rollout/wave/wave-record.ts';

/** What the annotation may hold; the API server would take 256 KiB of all annotations together. */
const MOST_BYTES = 8 * 1024;
/** Beyond this no further Pod is declared: Nodes that fail add their reason to what is there. */
const FULL_BYTES = 6 * 1024;
const LONGEST_REASON = 40;

const count = z.number().int().min(0);
const text = z.string();
const message = z.object({ code: text, params: z.record(text, z.union([text, z.number()])) });
const stored = z.object({
  id: text,
  requestId: text,
  target: z.object({ name: text, uid: text, generation: count, revision: count, hash: text.min(1) }),
  pacing: z.object({
    order: z.enum(['zone', 'oldest', 'worst', 'selection']),
    size: z.union([count, text]),
    pauseSeconds: count,
    failuresAllowed: count,
    availableWithinSeconds: count,
    by: z.enum(['delete', 'eviction']),
  }),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all'), newest: text }),
    z.object({ kind: z.literal('nodes'), newest: text, names: z.array(text) }),
    z.object({ kind: z.literal('filter'), newest: text, filter: text.regex(/^[A-Za-z0-9+/=.]*$/) }),
  ]),
  stepSize: count.min(1),
  state: z.enum(['running', 'paused', 'stopped', 'failed', 'complete']),
  reason: message,
  startedAt: z.iso.datetime(),
  startedBy: text,
  /** Absent in waves that older servers began. */
  actor: text.default(''),
  endedAt: z.iso.datetime().nullable(),
  total: count,
  done: count,
  forgiven: count,
  opened: count,
  zone: text.nullable(),
  pauseUntil: count.nullable(),
  intent: z
    .object({
      node: text,
      pod: text,
      uid: text,
      since: count,
      budget: text,
      budgetProblem: text.default(''),
      retryAt: count.nullable(),
    })
    .nullable(),
  /** Node and seconds since the epoch; with the reason of those that failed. */
  inFlight: z.array(z.tuple([text, count])),
  failed: z.array(z.tuple([text, count, text])),
});

/** The record as the annotation's text, at most 8 KiB. Throws RangeError when it does not fit. */
export function encodeRecord(record: WaveRecord): string {
  const whole = encode(record);
  const fitting =
    whole.length <= MOST_BYTES ? whole : encode({ ...record, failed: record.failed.map((node) => ({ ...node, reason: '' })) });
  if (Buffer.byteLength(fitting) > MOST_BYTES) throw new RangeError('The state of the wave does not fit into its Lease.');
  return fitting;
}

/** Whether another Pod may be declared beside all that the record holds. */
export function hasRoom(record: WaveRecord): boolean {
  return Buffer.byteLength(encode(record)) <= FULL_BYTES;
}

/** The record in an annotation, or null when there is none or it is none of ours: anybody may write a Lease. */
export function decodeRecord(annotation: string | undefined): WaveRecord | null {
  if (annotation === undefined || annotation.length > MOST_BYTES) return null;
  const read = stored.safeParse(parse(annotation));
  if (!read.success) return null;
  const { inFlight, failed, ...rest } = read.data;
  return {
    ...rest,
    inFlight: inFlight.map(([node, seconds]) => ({ node, since: seconds * 1000 })),
    failed: failed.map(([node, seconds, reason]) => ({ node, since: seconds * 1000, reason })),
  };
}

function encode({ inFlight, failed, ...rest }: WaveRecord): string {
  const seconds = (since: number) => Math.floor(since / 1000);
  return JSON.stringify({
    ...rest,
    inFlight: inFlight.map(({ node, since }) => [node, seconds(since)]),
    failed: failed.map(({ node, since, reason }) => [node, seconds(since), reason.slice(0, LONGEST_REASON)]),
  });
}

function parse(annotation: string): unknown {
  try {
    return JSON.parse(annotation);
  } catch {
    return null; // not ours
  }
}
