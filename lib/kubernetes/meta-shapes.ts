import type { Shape } from './shape.ts';

const OWNER: Shape = {
  members: { apiVersion: 'string', kind: 'string', name: 'string', uid: 'string', controller: 'boolean' },
  required: ['kind', 'name', 'uid'],
};

/** Metadata with, of its annotations, only these. */
export function objectMeta(annotations: readonly string[]): Shape {
  return {
    members: {
      name: 'string',
      namespace: 'string',
      uid: 'string',
      resourceVersion: 'string',
      generation: 'number',
      creationTimestamp: 'string',
      deletionTimestamp: 'string',
      deletionGracePeriodSeconds: 'number',
      labels: 'strings',
      ...(annotations.length === 0 ? {} : { annotations: { only: annotations } }),
      ownerReferences: { list: OWNER },
      finalizers: { list: 'string' },
    },
    required: ['name', 'uid', 'resourceVersion'],
  };
}

/** Conditions without their heartbeats. */
export const CONDITIONS: Shape = {
  list: {
    members: { type: 'string', status: 'string', reason: 'string', message: 'string', lastTransitionTime: 'string' },
    required: ['type', 'status'],
  },
};
