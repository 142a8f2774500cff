import type { IntOrPercent } from './daemon-set.ts';
import type { LabelSelector } from './label-selector.ts';
import { CONDITIONS, objectMeta } from './meta-shapes.ts';
import type { ObjectMeta } from './object-meta.ts';
import { REQUIREMENTS } from './pod-shapes.ts';
import { expectObject, pruneTo, type Shape } from './shape.ts';

/** A PodDisruptionBudget, reduced to what decides an eviction. */
export interface PodDisruptionBudget {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec?: { selector?: LabelSelector; minAvailable?: IntOrPercent; maxUnavailable?: IntOrPercent };
  status?: {
    disruptionsAllowed?: number;
    currentHealthy?: number;
    desiredHealthy?: number;
    expectedPods?: number;
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
  };
}

const POD_DISRUPTION_BUDGET_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([]),
    spec: {
      members: {
        selector: { members: { matchLabels: 'strings', matchExpressions: REQUIREMENTS } },
        minAvailable: 'scalar',
        maxUnavailable: 'scalar',
      },
    },
    status: {
      members: {
        disruptionsAllowed: 'number',
        currentHealthy: 'number',
        desiredHealthy: 'number',
        expectedPods: 'number',
        conditions: CONDITIONS,
      },
    },
  },
  required: ['metadata'],
};

/** Reduces a PodDisruptionBudget from the API to what Rollcall reads. Throws InvalidObject naming the field that is wrong. */
export function prunePodDisruptionBudget(raw: unknown): PodDisruptionBudget {
  // The shape has just proved every member that the type promises.
  return pruneTo(expectObject(raw, 'object'), POD_DISRUPTION_BUDGET_SHAPE, '') as PodDisruptionBudget;
}
