import 'server-only';
import { z } from 'zod';
import { WAVE_ORDERS, type WaveCommand } from '#lib/feed/wave.ts';
import { isDnsSubdomain } from '#lib/kubernetes/names.ts';
import { quoted, Refusal } from './refusal.ts';

const MOST_NODES = 10_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const COMMANDS = ['start', 'pause', 'resume', 'retry', 'stop'] as const;

function text(allowed: string, isAllowed: (value: string) => boolean) {
  return z.string({ error: allowed }).refine(isAllowed, { error: allowed });
}

function whole(from: number, to: number, note = '') {
  const error = `must be a whole number from ${from} to ${to}${note}`;
  return z.number({ error }).refine((value) => Number.isInteger(value) && value >= from && value <= to, { error });
}

const NODES = `must be a list of 1 to ${MOST_NODES} different Node names`;
const SIZE = 'must be a whole number from 1 to 10000 or a percentage from "1%" to "100%"';
const BY = 'must be "delete" or "eviction"';
const uuid = text('must be a UUID', (value) => UUID.test(value));
const START = {
  command: z.literal('start'),
  uid: uuid,
  dryRun: z.boolean({ error: 'must be true or false' }).optional(),
  confirm: text('must be at most 253 characters', (value) => value.length <= 253).optional(),
  requestId: uuid.optional(),
  nodes: z
    .array(text(NODES, isDnsSubdomain), { error: NODES })
    .min(1, { error: NODES })
    .max(MOST_NODES, { error: NODES })
    .refine((names) => new Set(names).size === names.length, { error: NODES })
    .optional(),
  order: z.enum(WAVE_ORDERS, { error: `must be one of ${WAVE_ORDERS.join(', ')}` }),
  size: z.union([z.number(), z.string()], { error: SIZE }).refine(isSize, { error: SIZE }),
  pauseSeconds: whole(0, 3_600),
  failuresAllowed: whole(0, 10_000),
  availableWithinSeconds: whole(10, 86_400),
  by: z.enum(['delete', 'eviction'], { error: BY }),
};
const OTHER = { command: z.enum(['pause', 'resume', 'retry', 'stop']), id: uuid };

/** The body of POST …/wave. Throws Refusal `body.invalid` that names the field and what is allowed. */
export function readWaveCommand(body: Readonly<Record<string, unknown>>): WaveCommand {
  const command = COMMANDS.find((name) => name === body.command);
  if (command === undefined) {
    throw refusal('command', `command must be one of ${COMMANDS.join(', ')}, not ${shown(body.command)}.`);
  }
  const members = command === 'start' ? START : OTHER;
  const unknown = Object.keys(body).find((key) => !Object.hasOwn(members, key));
  if (unknown !== undefined) {
    const allowed = Object.keys(members).join(', ');
    throw refusal(unknown.slice(0, 80), `${quoted(unknown)} is no member of the command ${command}; allowed are ${allowed}.`);
  }
  const read = command === 'start' ? z.object(START).safeParse(body) : z.object(OTHER).safeParse(body);
  if (!read.success) throw refusalOf(read.error.issues[0], body);
  const { data } = read;
  if (data.command === 'start' && data.order === 'selection' && data.nodes === undefined) {
    throw refusal('nodes', 'nodes must be given when the order is "selection".');
  }
  return data as WaveCommand; // proved member by member just now; absent members stay absent
}

function isSize(size: number | string): boolean {
  if (typeof size === 'number') return Number.isInteger(size) && size >= 1 && size <= 10_000;
  return /^([1-9]|[1-9][0-9]|100)%$/.test(size);
}

function refusalOf(issue: z.core.$ZodIssue | undefined, body: Readonly<Record<string, unknown>>): Refusal {
  const [member = '', index] = issue?.path ?? [];
  const field = typeof index === 'number' ? `${String(member)}[${index}]` : String(member);
  const value = body[String(member)];
  const found = typeof index === 'number' && Array.isArray(value) ? value[index] : value;
  return refusal(field, `${field} ${issue?.message ?? 'is wrong'}; it is ${shown(found)}.`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : quoted(String(value));
}

function refusal(field: string, sentence: string): Refusal {
  return new Refusal('body.invalid', sentence, { field });
}
