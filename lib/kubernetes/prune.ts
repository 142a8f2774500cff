import type { ControllerRevision } from './controller-revision.ts';
import type { DaemonSet } from './daemon-set.ts';
import type { Node } from './node.ts';
import type { KubernetesObject } from './object-meta.ts';
import {
  CONTROLLER_REVISION_SHAPE,
  DAEMON_SET_SHAPE,
  NAMESPACE_SHAPE,
  NODE_SHAPE,
  REVISION_DATA_SHAPE,
  SERVICE_SHAPE,
} from './object-shapes.ts';
import type { Pod } from './pod.ts';
import { FULL_POD_SHAPE, POD_SHAPE } from './pod-shapes.ts';
import type { Service } from './service.ts';
import { expectObject, InvalidObject, pruneTo, type Shape } from './shape.ts';
import { strategyChangedAt } from './strategy-change.ts';
import { templateDigest } from './template-digest.ts';

/**
 * Reduces a Node from the API to what Rollcall reads, with `changedAt` but for its status, which changes with every heartbeat.
 * Throws InvalidObject naming the field that is wrong.
 */
export function pruneNode(raw: unknown): Node {
  return withChangedAt(pruneObject<Node>(raw, NODE_SHAPE), latestManagedTime(raw, { withStatus: false }));
}

/** Reduces a Namespace from the API to its metadata, of its annotations those that name a node selector. */
export function pruneNamespace(raw: unknown): KubernetesObject {
  return pruneObject<KubernetesObject>(raw, NAMESPACE_SHAPE);
}

/** Reduces a Service from the API to what Rollcall reads. Throws InvalidObject naming the field that is wrong. */
export function pruneService(raw: unknown): Service {
  return pruneObject<Service>(raw, SERVICE_SHAPE);
}

/** Reduces a Pod from the API to what Rollcall reads. Throws InvalidObject naming the field that is wrong. */
export function prunePod(raw: unknown): Pod {
  return pruneObject<Pod>(withStatus(raw), POD_SHAPE);
}

/** The same for a Pod that is read once and not kept: with what it asks for, its ports and its priority. */
export function prunePodInFull(raw: unknown): Pod {
  return pruneObject<Pod>(withStatus(raw), FULL_POD_SHAPE);
}

/**
 * Reduces a DaemonSet from the API to what Rollcall reads, with the digest of its whole template and `changedAt`.
 * Throws InvalidObject naming the field that is wrong.
 */
export function pruneDaemonSet(raw: unknown): DaemonSet {
  const daemonSet = pruneObject<DaemonSet>(raw, DAEMON_SET_SHAPE);
  const strategyAt = strategyChangedAt(raw);
  return {
    ...withChangedAt(daemonSet, latestManagedTime(raw, { withStatus: true })),
    templateDigest: templateDigest(templateIn(expectObject(raw, 'object'))),
    ...(strategyAt === null ? {} : { strategyChangedAt: strategyAt }),
  };
}

/**
 * Reduces a ControllerRevision from the API to what Rollcall reads, with the digest of its whole template and `changedAt`,
 * which tells when the controller numbered it anew. Data that is no template counts as absent: the API server takes any.
 * Throws InvalidObject naming the field that is wrong.
 */
export function pruneControllerRevision(raw: unknown): ControllerRevision {
  const revision = pruneObject<ControllerRevision>(raw, CONTROLLER_REVISION_SHAPE);
  return {
    ...withChangedAt(revision, latestManagedTime(raw, { withStatus: true })),
    ...readableData(memberOf(raw, 'data')),
    templateDigest: templateDigest(templateIn(memberOf(raw, 'data'))),
  };
}

function readableData(data: unknown): Pick<ControllerRevision, 'data'> {
  if (data === undefined || data === null) return {};
  try {
    return { data: pruneTo(data, REVISION_DATA_SHAPE, 'data') as NonNullable<ControllerRevision['data']> };
  } catch (cause) {
    if (cause instanceof InvalidObject) return {};
    throw cause;
  }
}

// The one cast: the shape has just proved every member that the type promises.
function pruneObject<Kind extends KubernetesObject>(raw: unknown, shape: Shape): Kind {
  const object = pruneTo(expectObject(raw, 'object'), shape, '') as Kind;
  for (const field of ['name', 'uid'] as const) {
    if (object.metadata[field] === '') {
      throw new InvalidObject(`metadata.${field}`, 'must not be empty');
    }
  }
  // Every API server writes it; one object without must not cost the view of the others.
  object.metadata.creationTimestamp ??= '';
  return object;
}

/** A Pod of which nobody has said anything yet. */
function withStatus(raw: unknown): unknown {
  const isSilent = memberOf(raw, 'metadata') !== undefined && (memberOf(raw, 'status') ?? null) === null;
  return isSilent ? { ...expectObject(raw, 'object'), status: {} } : raw;
}

function templateIn(object: unknown): unknown {
  return memberOf(memberOf(object, 'spec'), 'template');
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function withChangedAt<Kind extends KubernetesObject>(object: Kind, changedAt: string | null): Kind {
  return changedAt === null ? object : { ...object, metadata: { ...object.metadata, changedAt } };
}

function latestManagedTime(raw: unknown, { withStatus }: { withStatus: boolean }): string | null {
  const managedFields = memberOf(memberOf(raw, 'metadata'), 'managedFields');
  let latest: string | null = null;
  for (const entry of Array.isArray(managedFields) ? managedFields : []) {
    const time = memberOf(entry, 'time');
    if (!withStatus && memberOf(entry, 'subresource') === 'status') {
      continue;
    }
    if (
      typeof time === 'string' &&
      !Number.isNaN(Date.parse(time)) &&
      (latest === null || Date.parse(time) > Date.parse(latest))
    ) {
      latest = time;
    }
  }
  return latest;
}
