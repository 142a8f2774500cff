import 'server-only';
import { type Lease, pruneLease } from '#lib/kubernetes/lease.ts';
import type { Clock } from './clock.ts';
import { readJsonAnswer } from './read-answer.ts';
import { itemsOf, pruned } from './read-operations.ts';
import { collectionPath, objectPath, type RequestPath } from './request-path.ts';
import { RESOURCE_TYPES } from './resource-type.ts';
import { labelSegment, nameSegment, resourceVersionValue, uidValue } from './segment-guard.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { requireObject } from './watch-event.ts';

/** Half of the time in which a holder must renew: one answer that never comes does not cost it the lock. */
const WITHIN_MS = 5_000;
const LIMITS = { withinMs: WITHIN_MS, maxBytes: 4 * 1024 * 1024 };
const MOST_LEASES = 500;
const QUERY = { fieldManager: 'rollcall' };

export interface NewLease {
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: NonNullable<Lease['spec']>;
}

/** A Lease as it is to be, over the one that was read. */
export interface ChangedLease extends NewLease {
  readonly metadata: NewLease['metadata'] & { readonly uid: string; readonly resourceVersion: string };
}

/**
 * What waves need of Leases. Each throws KubernetesApiError and nothing else; `conflict` when the Lease is there
 * already, or is not the one that was read. `timeout`, `unreachable` and `unavailable` leave open whether it was done.
 */
export interface LeaseOperations {
  getLease(namespace: string, name: string): Promise<Lease>;
  /** At most 500, of one namespace or of all, that carry this label with this value. */
  listLeases(namespace: string | undefined, label: { readonly key: string; readonly value: string }): Promise<readonly Lease[]>;
  createLease(lease: NewLease): Promise<Lease>;
  updateLease(lease: ChangedLease): Promise<Lease>;
}

/** The Lease operations over a transport. All of them end when `signal` fires. */
export function createLeaseOperations(transport: Transport, clock: Clock, signal: AbortSignal): LeaseOperations {
  const type = RESOURCE_TYPES.leases;
  const send = async (sent: Pick<TransportRequest, 'method' | 'path' | 'body'>) =>
    (await readJsonAnswer(transport, clock, { ...sent, lane: 'unary', signal }, LIMITS)).object;
  const one = async (sent: Pick<TransportRequest, 'method' | 'path' | 'body'>) =>
    pruned(requireObject(await send(sent), type), type, pruneLease);
  return {
    getLease: async (namespace, name) => one({ method: 'GET', path: objectPath(type, { namespace, name }) }),
    async listLeases(namespace, { key, value }) {
      const path: RequestPath = collectionPath(type, namespace, { labelSelector: `${key}=${value}`, limit: MOST_LEASES });
      return itemsOf(await send({ method: 'GET', path }), type).map((item) => pruned(item, type, pruneLease));
    },
    async createLease(lease) {
      const { namespace } = lease.metadata;
      return one({ method: 'POST', path: collectionPath(type, labelSegment(namespace), QUERY), body: body(lease) });
    },
    async updateLease(lease) {
      const { namespace, name, uid, resourceVersion } = lease.metadata;
      const fence = { uid: uidValue(uid), resourceVersion: resourceVersionValue(resourceVersion) };
      const whole = { ...lease, metadata: { ...lease.metadata, ...fence } };
      return one({ method: 'PUT', path: objectPath(type, { namespace, name }, QUERY), body: body(whole) });
    },
  };
}

function body(lease: NewLease): object {
  const metadata = { ...lease.metadata, name: nameSegment(lease.metadata.name) };
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', ...lease, metadata };
}
