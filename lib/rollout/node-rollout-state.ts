/**
 * What one Node is doing for one DaemonSet, attention last. Exactly one holds at a time:
 * - `ineligible`   should not run, no daemon Pod (terminating leftovers included in `misscheduled`)
 * - `misscheduled` should not run, but has a daemon Pod
 * - `missing`      should run, has no daemon Pod
 * - `outdated`     should run; a live Pod of another revision, nothing newer beside it
 * - `replacing`    should run; only terminating Pods are left, the new one is not there yet
 * - `surging`      should run; an updated Pod stands beside an outdated one
 * - `starting`     should run; updated, not ready yet, nothing has failed
 * - `failing`      should run; updated, and its Pod reports a failure (image, config, crash, unschedulable …)
 * - `ready`        should run; updated, ready, but not yet for minReadySeconds
 * - `available`    should run; updated and available
 */
export const NODE_ROLLOUT_STATES = [
  'ineligible',
  'misscheduled',
  'missing',
  'outdated',
  'replacing',
  'surging',
  'starting',
  'failing',
  'ready',
  'available',
] as const;

export type NodeRolloutState = (typeof NODE_ROLLOUT_STATES)[number];

/** The order in which lists and groups show states: what needs a person first. */
export const ATTENTION_ORDER: readonly NodeRolloutState[] = [
  'failing',
  'missing',
  'misscheduled',
  'starting',
  'replacing',
  'surging',
  'outdated',
  'ready',
  'available',
  'ineligible',
];
