import type { DaemonSet, PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { compilePlacement } from './placement.ts';
import type { Placement } from './placement-reason.ts';
import { sameData } from './same-data.ts';
import { daemonTolerations, toleratesTaint } from './tolerations.ts';
import { changedNodes, changedTemplate, type NodeChange, type SchedulingChange } from './what-if-change.ts';

export const WHAT_IF_ACTIONS = ['create', 'keep', 'delete', 'leave', 'stay', 'none'] as const;

/**
 * What becomes of a Node's Pod: it is created; it is there already and is wanted again; the controller deletes it; the
 * rolling update deletes it and nothing creates it again; it stays and counts as misscheduled; there is none.
 */
export type WhatIfAction = (typeof WHAT_IF_ACTIONS)[number];

/** Nodes to which the same happens. */
export interface WhatIfGroup {
  /** Whether the Nodes become eligible, are no longer, or were not and are not. */
  readonly change: 'gained' | 'lost' | 'same';
  readonly action: WhatIfAction;
  readonly count: number;
  /** First 5,000 by name. */
  readonly nodes: readonly string[];
}

/** What would follow from a change before it is made. */
export interface WhatIf {
  readonly eligibleBefore: number;
  readonly eligibleAfter: number;
  readonly groups: readonly WhatIfGroup[];
  /** The template differs: a new revision, by which every Pod becomes stale. */
  readonly newRevision: boolean;
  /** Pods that stay where they are wanted and are replaced for the new revision; 0 without one. */
  readonly replaced: number;
  /** Nodes whose Pod is evicted again and again, since it tolerates a NoExecute taint for a time only. */
  readonly evictedAgain: { readonly nodes: number; readonly afterSeconds: number } | null;
}

export interface WhatIfInput {
  readonly daemonSet: DaemonSet;
  /** Every Node of the cluster. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** True when a Pod of the DaemonSet occupies the Node. */
  hasPod(node: string): boolean;
  readonly scheduling: SchedulingChange;
  readonly changes: readonly NodeChange[];
}

/** A Node's verdict before and after. */
export interface ChangedVerdict {
  readonly node: string;
  readonly before: Placement;
  readonly after: Placement;
}

const MOST_NAMES = 5_000;

/**
 * Nodes gained and lost by a change of the template or of Nodes, and what the controller then does with their Pods, by
 * kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode and daemon/update.go rollingUpdate, v1.36.
 */
export function whatIf(input: WhatIfInput): WhatIf & { readonly verdicts: readonly ChangedVerdict[] } {
  const { daemonSet, hasPod } = input;
  const template = changedTemplate(daemonSet.spec.template, input.scheduling);
  const next = { template, changed: changedNodes(input.nodes, input.changes) };
  const newRevision = !sameData(placed(daemonSet.spec.template), placed(template));
  const rolls = newRevision && daemonSet.spec.updateStrategy?.type !== 'OnDelete';
  const groups = new Map<string, { change: WhatIfGroup['change']; action: WhatIfAction; nodes: string[] }>();
  const verdicts: ChangedVerdict[] = [];
  let [eligibleBefore, eligibleAfter, replaced] = [0, 0, 0];
  for (const verdict of verdictsOf(input, next)) {
    const { before, after, node } = verdict;
    eligibleBefore += Number(before.shouldRun);
    eligibleAfter += Number(after.shouldRun);
    const exists = hasPod(node);
    replaced += Number(newRevision && before.shouldRun && after.shouldRun && exists);
    const change = after.shouldRun === before.shouldRun ? 'same' : after.shouldRun ? 'gained' : 'lost';
    const action = actionOn({ before, after, exists, rolls });
    if (before.shouldRun !== after.shouldRun || before.shouldContinueRunning !== after.shouldContinueRunning)
      verdicts.push(verdict);
    if (action === null) continue;
    const key = `${change}/${action}`;
    const group = groups.get(key) ?? { change, action, nodes: [] };
    group.nodes.push(node);
    groups.set(key, group);
  }
  return {
    eligibleBefore,
    eligibleAfter,
    groups: [...groups.values()].sort(byOrder).map(named),
    newRevision,
    replaced,
    evictedAgain: evictedAgain(input, next),
    verdicts: verdicts.sort((a, b) => (a.node < b.node ? -1 : 1)),
  };
}

function* verdictsOf({ daemonSet, nodes }: WhatIfInput, { template, changed }: Changed): Iterable<ChangedVerdict> {
  const before = compilePlacement(daemonSet.spec.template);
  const after = compilePlacement(template);
  for (const [name, node] of nodes) {
    yield { node: name, before: before(node), after: after(changed.get(name) ?? node) };
  }
}

/** The template and the Nodes as they would be; a Node that is not in it stays as it is. */
interface Changed {
  readonly template: PodTemplateSpec;
  readonly changed: ReadonlyMap<string, Node>;
}

interface OneNode {
  readonly before: Placement;
  readonly after: Placement;
  readonly exists: boolean;
  readonly rolls: boolean;
}

function actionOn({ before, after, exists, rolls }: OneNode): WhatIfAction | null {
  if (after.shouldRun) return before.shouldRun ? null : exists ? 'keep' : 'create';
  if (!exists) return before.shouldRun ? 'none' : null;
  if (!after.shouldContinueRunning) return before.shouldContinueRunning ? 'delete' : null;
  // An outdated Pod is replaced where it stands, but nothing is created where it should not run.
  if (rolls) return 'leave';
  return before.shouldRun ? 'stay' : null;
}

// Only what decides placement is replaced, so only that can differ.
function placed({ spec: { nodeSelector, affinity, tolerations } }: PodTemplateSpec): unknown {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? null;
  return { nodeSelector: nodeSelector ?? {}, required, tolerations: tolerations ?? [] };
}

// The taint manager deletes such a Pod when its time is over, and the controller creates it again: kubernetes/kubernetes
// pkg/controller/tainteviction/taint_eviction.go getMinTolerationTime, v1.36.
function evictedAgain({ nodes, daemonSet }: WhatIfInput, { template, changed }: Changed): WhatIf['evictedAgain'] {
  const before = toleratedSeconds(daemonSet.spec.template);
  const after = toleratedSeconds(template);
  let [count, least] = [0, Number.POSITIVE_INFINITY];
  for (const [name, node] of nodes) {
    const seconds = after(changed.get(name) ?? node);
    if (seconds === null || before(node) !== null) continue;
    count += 1;
    least = Math.min(least, seconds);
  }
  return count === 0 ? null : { nodes: count, afterSeconds: least };
}

/** For how long a Pod of the template may be on a Node; null: for ever, or not at all. */
function toleratedSeconds({ spec }: PodTemplateSpec): (node: Node) => number | null {
  const tolerations = daemonTolerations(spec).map(({ toleration }) => toleration);
  if (tolerations.every(({ tolerationSeconds }) => (tolerationSeconds ?? null) === null)) return () => null;
  return ({ spec: { taints = [] } }) => {
    const used = taints
      .filter(({ effect }) => effect === 'NoExecute')
      .map((taint) => tolerations.filter((toleration) => toleratesTaint(toleration, taint)));
    if (used.some((found) => found.length === 0)) return null;
    const times = used.flat().flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
    return times.length === 0 ? null : Math.max(0, Math.min(...times));
  };
}

const CHANGES = ['gained', 'lost', 'same'] as const;

function byOrder(a: Pick<WhatIfGroup, 'change' | 'action'>, b: Pick<WhatIfGroup, 'change' | 'action'>): number {
  return (
    CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || WHAT_IF_ACTIONS.indexOf(a.action) - WHAT_IF_ACTIONS.indexOf(b.action)
  );
}

function named({ change, action, nodes }: { change: WhatIfGroup['change']; action: WhatIfAction; nodes: string[] }): WhatIfGroup {
  return { change, action, count: nodes.length, nodes: nodes.sort().slice(0, MOST_NAMES) };
}
