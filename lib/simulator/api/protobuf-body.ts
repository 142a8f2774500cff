import { readFileSync } from 'node:fs';
import { badRequest } from './api-errors.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Made by schema/compact-protobuf.mjs: message → field number → `member type`, where `[]` is a list and `{}` a map. */
const MESSAGES = JSON.parse(readFileSync(new URL('./schema/served-messages.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, string>
>;

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]); // "k8s" and a zero byte
const ENVELOPE: Record<string, Record<string, string>> = {
  Unknown: { 1: 'typeMeta TypeMeta', 2: 'raw bytes' },
  TypeMeta: { 1: 'apiVersion string', 2: 'kind string' },
};

/** Members that are pointers in Go: their zero was set on purpose. All other zeros mean absent. */
const POINTERS = new Set([
  'gracePeriodSeconds',
  'controller',
  'blockOwnerDeletion',
  'orphanDependents',
  'minAvailable',
  'maxUnavailable',
]);

/**
 * Reads a body of kind application/vnd.kubernetes.protobuf, which kubectl and other Go clients send for kinds that they
 * know. Mirrors kubernetes/apimachinery pkg/runtime/serializer/protobuf, v0.36. Throws ApiError 400.
 */
export function parseProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) throw badRequest('provided data does not appear to be a protobuf message');
  const envelope = decodeMessage(body.subarray(MAGIC.length), 'Unknown');
  const { apiVersion, kind } = isJsonObject(envelope.typeMeta) ? envelope.typeMeta : {};
  if (typeof kind !== 'string' || !MESSAGES[kind])
    throw badRequest(`no kind ${JSON.stringify(kind ?? '')} is registered for version ${JSON.stringify(apiVersion ?? '')}`);
  const raw = Buffer.from(typeof envelope.raw === 'string' ? envelope.raw : '', 'base64');
  return { kind, ...(apiVersion === undefined ? {} : { apiVersion }), ...decodeMessage(raw, kind) };
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

function decodeMessage(bytes: Buffer, type: string): JsonObject {
  const fields = ENVELOPE[type] ?? MESSAGES[type] ?? {};
  const message: JsonObject = {};
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const tag = Number(varint(cursor));
    const raw = rawValue(cursor, tag & 7);
    const [member, form] = fields[tag >>> 3]?.split(' ') ?? [];
    if (member !== undefined && form !== undefined) setMember(message, { member, form }, raw);
  }
  return message;
}

function varint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined || shift > 63n) throw badRequest('proto: unexpected EOF');
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

/** A varint as bigint, anything with a length as its bytes; the fixed-width forms occur in no served kind. */
function rawValue(cursor: Cursor, wireType: number): bigint | Buffer {
  if (wireType === 0) return varint(cursor);
  const length = wireType === 1 ? 8 : wireType === 5 ? 4 : wireType === 2 ? Number(varint(cursor)) : Number.NaN;
  if (!(cursor.at + length <= cursor.bytes.length)) throw badRequest('proto: unexpected EOF');
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

function setMember(message: JsonObject, { member, form }: { member: string; form: string }, raw: bigint | Buffer): void {
  const type = form.replace(/^(\[\]|\{\})/, '');
  if (form.startsWith('[]')) {
    const list = message[member];
    message[member] = [...(Array.isArray(list) ? (list as readonly Json[]) : []), scalarOrMessage(type, raw)];
  } else if (form.startsWith('{}')) {
    const { key, value } = mapEntry(raw, type);
    message[member] = { ...(isJsonObject(message[member]) ? message[member] : {}), [key]: value };
  } else {
    const value = scalarOrMessage(type, raw);
    const isZero = value === '' || value === null || ((value === 0 || value === false) && !POINTERS.has(member));
    if (!isZero) message[member] = value;
  }
}

function mapEntry(raw: bigint | Buffer, type: string): { key: string; value: Json } {
  const entry = { key: '', value: '' as Json };
  const cursor = { bytes: typeof raw === 'bigint' ? Buffer.alloc(0) : raw, at: 0 };
  while (cursor.at < cursor.bytes.length) {
    const tag = Number(varint(cursor));
    const part = rawValue(cursor, tag & 7);
    if (tag >>> 3 === 1) entry.key = String(scalarOrMessage('string', part));
    else entry.value = scalarOrMessage(type, part);
  }
  return entry;
}

function scalarOrMessage(type: string, raw: bigint | Buffer): Json {
  if (typeof raw === 'bigint') return type === 'bool' ? raw !== 0n : Number(BigInt.asIntN(64, raw));
  if (type === 'string') return raw.toString('utf8');
  if (type === 'bytes') return raw.toString('base64');
  if (type === 'Time' || type === 'MicroTime') return time(raw);
  if (type === 'Quantity') return String(textField(raw, 1));
  if (type === 'IntOrString') return intOrString(raw);
  return decodeMessage(raw, type);
}

/** The fields of a small well-known message by number. */
function numbered(raw: Buffer): ReadonlyMap<number, bigint | Buffer> {
  const found = new Map<number, bigint | Buffer>();
  const cursor = { bytes: raw, at: 0 };
  while (cursor.at < raw.length) {
    const tag = Number(varint(cursor));
    found.set(tag >>> 3, rawValue(cursor, tag & 7));
  }
  return found;
}

function textField(raw: Buffer, number: number): string {
  const value = numbered(raw).get(number);
  return Buffer.isBuffer(value) ? value.toString('utf8') : '';
}

function intOrString(raw: Buffer): Json {
  const fields = numbered(raw);
  const number = fields.get(2);
  return fields.get(1) === 1n ? textField(raw, 3) : typeof number === 'bigint' ? Number(BigInt.asIntN(64, number)) : 0;
}

function time(raw: Buffer): Json {
  const seconds = numbered(raw).get(1);
  return typeof seconds === 'bigint' ? new Date(Number(BigInt.asIntN(64, seconds)) * 1000).toISOString() : null;
}
