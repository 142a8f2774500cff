import type { DaemonSet, PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { compilePlacement } from './placement.ts';
import type { Placement } from './placement-reason.ts';
import { sameData } from './same-data.ts';
import { daemonTolerations, toleratesTaint } from './tolerations.ts';
import { changedNode, changedTemplate, type NodeChange, type SchedulingChange } from './what-if-change.ts';

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
  const newRevision = !sameData(placed(daemonSet.spec.template), placed(template));
  const rolls = newRevision && daemonSet.spec.updateStrategy?.type !== 'OnDelete';
  const groups = new Map<string, { change: WhatIfGroup['change']; action: WhatIfAction; nodes: string[] }>();
  const verdicts: ChangedVerdict[] = [];
  let [eligibleBefore, eligibleAfter, replaced] = [0, 0, 0];
  for (const verdict of verdictsOf(input, template)) {
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
    evictedAgain: evictedAgain(input, template),
    verdicts: verdicts.sort((a, b) => (a.node < b.node ? -1 : 1)),
  };
}

function* verdictsOf({ daemonSet, nodes, changes }: WhatIfInput, template: PodTemplateSpec): Iterable<ChangedVerdict> {
  const before = compilePlacement(daemonSet.spec.template);
  const after = compilePlacement(template);
  const byNode = changesByNode(changes);
  for (const [name, node] of nodes) {
    yield { node: name, before: before(node), after: after(changedNode(node, byNode.get(name) ?? [])) };
  }
}

function changesByNode(changes: readonly NodeChange[]): ReadonlyMap<string, readonly NodeChange[]> {
  const byNode = new Map<string, NodeChange[]>();
  for (const change of changes) {
    for (const node of change.nodes) byNode.set(node, [...(byNode.get(node) ?? []), change]);
  }
  return byNode;
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
function evictedAgain({ nodes, changes, daemonSet }: WhatIfInput, template: PodTemplateSpec): WhatIf['evictedAgain'] {
  const byNode = changesByNode(changes);
  const [old, fresh] = [daemonSet.spec.template, template].map(({ spec }) => daemonTolerations(spec).map((it) => it.toleration));
  const bound = (node: Node, tolerations = old) => {
    const taints = (node.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
    const used = taints.map((taint) => tolerations?.filter((toleration) => toleratesTaint(toleration, taint)) ?? []);
    if (used.some((found) => found.length === 0)) return null;
    const times = used.flat().flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
    return times.length === 0 ? null : Math.max(0, Math.min(...times));
  };
  const found = [...nodes].flatMap(([name, node]) => {
    const seconds = bound(changedNode(node, byNode.get(name) ?? []), fresh);
    return seconds === null || bound(node) !== null ? [] : [seconds];
  });
  return found.length === 0 ? null : { nodes: found.length, afterSeconds: Math.min(...found) };
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
