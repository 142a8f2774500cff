import type { DaemonSet, PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import { budgetLimit, configuredBudget } from './budget.ts';
import { statusDrift } from './drift.ts';
import { phaseOf } from './phase.ts';
import type { RevisionContext } from './revisions.ts';
import { rolloutSentence } from './sentence.ts';
import type { Counts, Summary, SummaryFlag } from './summary.ts';
import type { Tally } from './tally.ts';

export interface SummaryInput {
  readonly daemonSet: DaemonSet;
  readonly tally: Tally;
  readonly revisions: RevisionContext;
  readonly lastChangeAt: number | null;
  readonly now: number;
}

/** One DaemonSet in one row, and when time alone may change it. */
export function summarize(input: SummaryInput): { readonly summary: Summary; readonly dueAt: number | null } {
  const { daemonSet, tally, revisions, lastChangeAt, now } = input;
  const { metadata, spec } = daemonSet;
  const counts = countsOf(tally);
  const budget = budgetLimit(daemonSet, counts.desired);
  const revisionKnown = revisions.current !== null;
  const { phase, reason, dueAt } = phaseOf({ daemonSet, tally, budget, revisionKnown, lastChangeAt, now });
  const drift = statusDrift(daemonSet, counts);
  const configured = configuredBudget(daemonSet);
  const summary: Summary = {
    ...counts,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
    phase,
    reason,
    sentence: rolloutSentence(daemonSet, counts),
    flags: flagsOf(counts, drift.length),
    strategy: configured === null ? 'OnDelete' : 'RollingUpdate',
    maxUnavailable: String(configured?.maxUnavailable ?? ''),
    maxSurge: String(configured?.maxSurge ?? ''),
    minReadySeconds: spec.minReadySeconds ?? 0,
    generation: metadata.generation ?? 0,
    observedGeneration: daemonSet.status?.observedGeneration ?? 0,
    revision: revisions.current?.revision ?? 0,
    images: imagesOf(spec.template),
    nodeSelector: spec.template.spec.nodeSelector ?? {},
    states: { ...tally.states },
    drift,
  };
  return { summary, dueAt };
}

/** The images of a template's containers, as `kubectl get ds -o wide` lists them. */
export function imagesOf(template: PodTemplateSpec | undefined): readonly string[] {
  return (template?.spec?.containers ?? []).map((container) => container.image ?? '');
}

/** kubectl's counts from the folded Nodes. */
export function countsOf({ counts }: Tally): Counts {
  return { ...counts, unavailable: counts.desired - counts.available };
}

function flagsOf(counts: Counts, differences: number): readonly SummaryFlag[] {
  const flags: SummaryFlag[] = [];
  if (counts.misscheduled > 0) {
    flags.push('misscheduled');
  }
  if (counts.stale > 0) {
    flags.push('stale');
  }
  if (differences > 0) {
    flags.push('drift');
  }
  return flags;
}
