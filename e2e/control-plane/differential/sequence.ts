import fc from 'fast-check';

/** Nodes are split into slices by a label, so that DaemonSets stay small and Nodes can come and go by their labels. */
export const SLICE_LABEL = 'test.rollcall.dev/slice';
export const SLICES = 6;
export const NODES = 60;

const TAGS = ['1', '2', '3', 'broken', 'crash', 'unready', 'slow-start'] as const;
const BUDGETS = [
  { maxUnavailable: 1 },
  { maxUnavailable: 3 },
  { maxUnavailable: '25%' },
  { maxUnavailable: '100%' },
  { maxUnavailable: 0, maxSurge: 1 },
  { maxUnavailable: 0, maxSurge: '30%' },
] as const;

export type Budget = (typeof BUDGETS)[number];

/** One thing that a person or the cluster does. `pick` chooses among what there is at that moment. */
export type Step =
  | { readonly act: 'image'; readonly tag: string }
  | { readonly act: 'budget'; readonly budget: Budget }
  | { readonly act: 'minReadySeconds'; readonly seconds: number }
  | { readonly act: 'onDelete' | 'pause' | 'rolling' }
  | { readonly act: 'deletePod' | 'failPod' | 'succeedPod'; readonly pick: number }
  | { readonly act: 'label'; readonly node: number; readonly slice: number | null }
  | { readonly act: 'taint'; readonly node: number; readonly effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule' }
  | { readonly act: 'untaint' | 'cordon' | 'deleteNode' | 'addNode'; readonly node: number }
  | { readonly act: 'wait'; readonly ms: number };

export interface Sequence {
  /** The Nodes that the DaemonSet selects; null: all. */
  readonly slice: number | null;
  readonly tolerant: boolean;
  readonly budget: Budget;
  readonly minReadySeconds: number;
  readonly graceSeconds: number;
  readonly tag: string;
  /** Whether the first step waits until the controller has done all that it can. */
  readonly settled: boolean;
  readonly steps: readonly Step[];
}

const slice = fc.nat({ max: SLICES - 1 });
const node = fc.nat({ max: NODES - 1 });
const pick = fc.nat({ max: 1_000 });
const budget = fc.constantFrom(...BUDGETS);
const minReadySeconds = fc.constantFrom(0, 0, 1, 2);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('image' as const), tag: fc.constantFrom(...TAGS) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('budget' as const), budget }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('minReadySeconds' as const), seconds: minReadySeconds }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('onDelete' as const, 'pause' as const, 'rolling' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constantFrom('deletePod' as const, 'failPod' as const, 'succeedPod' as const), pick }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('label' as const), node, slice: fc.option(slice) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('taint' as const),
      node,
      effect: fc.constantFrom('NoSchedule' as const, 'NoExecute' as const, 'PreferNoSchedule' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('untaint' as const, 'cordon' as const, 'deleteNode' as const, 'addNode' as const),
      node,
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat({ max: 800 }) }) },
);

const sequence: fc.Arbitrary<Sequence> = fc.record({
  slice: fc.oneof({ weight: 9, arbitrary: slice }, { weight: 1, arbitrary: fc.constant(null) }),
  tolerant: fc.boolean(),
  budget,
  minReadySeconds,
  graceSeconds: fc.constantFrom(0, 0, 1, 2),
  tag: fc.constantFrom('1', '1', '1', 'broken', 'slow-start'),
  settled: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  steps: fc.array(step, { minLength: 3, maxLength: 7 }),
});

/** `count` random sequences; the same seed gives the same ones. */
export function randomSequences(count: number, seed: number): readonly Sequence[] {
  return fc.sample(sequence, { numRuns: count, seed });
}
