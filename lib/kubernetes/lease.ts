import { objectMeta } from './meta-shapes.ts';
import type { ObjectMeta } from './object-meta.ts';
import { expectObject, pruneTo, type Shape } from './shape.ts';

/** A Lease, reduced to what a lock needs. Times are RFC 3339 with microseconds. */
export interface Lease {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec?: {
    holderIdentity?: string;
    leaseDurationSeconds?: number;
    acquireTime?: string;
    renewTime?: string;
    leaseTransitions?: number;
  };
}

/** The annotation that holds a wave, and the label that says in which state it is. */
export const WAVE_ANNOTATION = 'rollcall/wave';

const LEASE_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([WAVE_ANNOTATION]),
    spec: {
      members: {
        holderIdentity: 'string',
        leaseDurationSeconds: 'number',
        acquireTime: 'string',
        renewTime: 'string',
        leaseTransitions: 'number',
      },
    },
  },
  required: ['metadata'],
};

/** Reduces a Lease from the API to what Rollcall reads. Throws InvalidObject naming the field that is wrong. */
export function pruneLease(raw: unknown): Lease {
  // The shape has just proved every member that the type promises.
  return pruneTo(expectObject(raw, 'object'), LEASE_SHAPE, '') as Lease;
}
