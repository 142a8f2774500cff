import 'server-only';
import { z } from 'zod';
import { ACT_NAMES, ACTS_ON_NODE, type ActName, type ActRequest, type NodeActRequest } from '#lib/feed/act.ts';
import { isDnsLabel, isDnsSubdomain } from '#lib/kubernetes/names.ts';
import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { quoted, Refusal } from '#lib/server/http/refusal.ts';
import { PROPAGATIONS } from '#lib/server/kubernetes/operations.ts';

const MOST_NODES = 10_000;
const MOST_CHANGED_NODES = 1_000;
const MOST_PODS = 200;
const MOST_BUDGET = 2 ** 31 - 1; // int32, as the API has it
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A text that passes the test; the sentence says what is allowed. */
function text(allowed: string, isAllowed: (value: string) => boolean) {
  return z.string({ error: allowed }).refine(isAllowed, { error: allowed });
}

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `must be ${words.join(', ')}` });
}

function nodeNames(most: number) {
  const error = `must be a list of 1 to ${most} different Node names`;
  return z
    .array(z.string({ error }).refine(isDnsSubdomain, { error }), { error })
    .min(1, { error })
    .max(most, { error })
    .refine((names) => new Set(names).size === names.length, { error });
}

const uuid = text('must be a UUID', (value) => UUID.test(value));
const objectName = text('must be a legal object name', isDnsSubdomain);
const truth = z.boolean({ error: 'must be true or false' });
const nodes = nodeNames(MOST_NODES);
const REVISION = `must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`;
const revision = z.number({ error: REVISION }).refine((value) => Number.isSafeInteger(value) && value >= 1, { error: REVISION });
const BUDGET = `must be a whole number from 1 to ${MOST_BUDGET} or a percentage from "1%" to "100%"; with 0 it would never progress`;
const budget = z.unknown().refine(isBudget, { error: BUDGET });
const pod = z.strictObject({ name: objectName, uid: uuid }, { error: membersOf });
const PODS = `must be a list of 1 to ${MOST_PODS} different Pods`;
const pods = z
  .array(pod, { error: PODS })
  .min(1, { error: PODS })
  .max(MOST_PODS, { error: PODS })
  .refine((targets) => new Set(targets.map(({ uid }) => uid)).size === targets.length, { error: PODS });
const namespace = text('must be a legal Namespace name', isDnsLabel);
const anyPod = z.strictObject({ name: objectName, uid: uuid, namespace: namespace.optional() }, { error: membersOf });
const placedPod = z.strictObject({ name: objectName, uid: uuid, namespace }, { error: membersOf });
const onNode = { node: objectName.optional(), nodeUid: uuid.optional(), nodes: nodeNames(MOST_CHANGED_NODES).optional() };

const GUARDS = {
  uid: uuid,
  dryRun: truth.optional(),
  confirm: text('must be at most 253 characters', (value) => value.length <= 253).optional(),
  plan: text('must be at most 100 characters', (value) => value.length <= 100).optional(),
  requestId: uuid.optional(),
};
const OWN: Readonly<Record<ActName, z.ZodRawShape>> = {
  deleteStale: { nodes: nodes.optional() },
  deletePod: { pod: pod.optional(), pods: pods.optional(), force: truth.optional() },
  evictPod: { pod: anyPod },
  restart: {},
  undo: { revision },
  pause: {},
  resume: {},
  setBudget: { maxUnavailable: budget.optional(), maxSurge: budget.optional() },
  cordon: onNode,
  uncordon: onNode,
  deleteNode: onNode,
  deleteDaemonSet: { propagation: oneOf(PROPAGATIONS) },
  clearProjectNodeSelector: { annotation: oneOf(NODE_SELECTOR_ANNOTATIONS) },
};
const ON_NODE: Readonly<Record<NodeActRequest['act'], z.ZodRawShape>> = {
  cordon: {},
  uncordon: {},
  deleteNode: {},
  evictPod: { pod: placedPod },
};

/** The body of POST …/daemonsets/{namespace}/{name}/acts. Throws Refusal `body.invalid` that names the field and what is allowed. */
export function readActRequest(body: Readonly<Record<string, unknown>>): ActRequest {
  const read = readMembers(body, ACT_NAMES, OWN);
  const { act } = read;
  requireOneBudget(act, body);
  requirePods(act, body);
  requireNodes(act, body);
  return read as unknown as ActRequest; // Proved member by member just now.
}

/** The body of POST …/nodes/{node}/acts. Throws Refusal `body.invalid` that names the field and what is allowed. */
export function readNodeActRequest(body: Readonly<Record<string, unknown>>): NodeActRequest {
  return readMembers(body, ACTS_ON_NODE, ON_NODE) as unknown as NodeActRequest; // Proved member by member there.
}

function readMembers<Name extends ActName>(
  body: Readonly<Record<string, unknown>>,
  names: readonly Name[],
  own: Readonly<Record<Name, z.ZodRawShape>>,
): { readonly act: Name } {
  const act = names.find((name) => name === body.act);
  if (act === undefined) throw refusal('act', `act must be one of ${names.join(', ')}, not ${shown(body.act)}.`);
  const members = { act: z.literal(act), ...GUARDS, ...own[act] };
  const unknown = Object.keys(body).find((key) => !Object.hasOwn(members, key));
  if (unknown !== undefined) {
    const allowed = Object.keys(members).join(', ');
    throw refusal(unknown.slice(0, 80), `${quoted(unknown)} is no member of the act ${act}; allowed are ${allowed}.`);
  }
  const read = z.strictObject(members).safeParse(body);
  if (!read.success) throw refusalOf(read.error.issues[0], body);
  return { ...read.data, act };
}

function requireOneBudget(act: ActName, body: Readonly<Record<string, unknown>>): void {
  if (act !== 'setBudget' || (body.maxUnavailable === undefined) !== (body.maxSurge === undefined)) return;
  throw refusal('maxUnavailable', 'Give either maxUnavailable or maxSurge; the API allows only one of them above 0.');
}

function requirePods(act: ActName, body: Readonly<Record<string, unknown>>): void {
  if (act !== 'deletePod' || (body.pod === undefined) !== (body.pods === undefined)) return;
  throw refusal('pod', 'Give either pod, an object with name and uid, or pods, a list of such objects.');
}

function requireNodes(act: ActName, { node, nodeUid, nodes }: Readonly<Record<string, unknown>>): void {
  if (OWN[act] !== onNode) return;
  if (nodes !== undefined ? node === undefined && nodeUid === undefined : node !== undefined && nodeUid !== undefined) return;
  const field = nodes === undefined && node !== undefined ? 'nodeUid' : 'node';
  throw refusal(field, 'Give either node, the name of one Node, with its nodeUid, or nodes, a list of names.');
}

function isBudget(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 1 && value <= MOST_BUDGET;
  return typeof value === 'string' && /^([1-9]|[1-9][0-9]|100)%$/.test(value);
}

function membersOf(issue: { readonly code?: string | undefined; readonly keys?: unknown }): string {
  const keys = Array.isArray(issue.keys) ? issue.keys.map((key) => quoted(String(key))).join(', ') : '';
  return issue.code === 'unrecognized_keys' ? `must not hold ${keys}` : 'must be an object with name and uid';
}

function refusalOf(issue: z.core.$ZodIssue | undefined, body: unknown): Refusal {
  const path = issue?.path ?? [];
  const named = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`),
    '',
  );
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    body,
  );
  return refusal(named, `${named} ${issue?.message ?? 'is wrong'}; it is ${shown(value)}.`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : quoted(String(value));
}

function refusal(field: string, sentence: string): Refusal {
  return new Refusal('body.invalid', sentence, { field });
}
