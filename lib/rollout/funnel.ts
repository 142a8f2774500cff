import type { PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import { type FunnelFact, type PlacedNode, requirementsOf, taintKey } from './funnel-requirements.ts';

/** One requirement of a template and what it does to the Nodes of a cluster. */
export interface FunnelStep {
  /** Stable and unique within the funnel. */
  readonly id: string;
  readonly fact: FunnelFact;
  /** How many Nodes pass it, whatever else they fail; with `failing` it adds up to all Nodes. */
  readonly passing: number;
  readonly failing: number;
  /** How many Nodes are left after this requirement and all before it. */
  readonly remaining: number;
}

/** Why each Node is eligible or not: the requirements in the controller's order. */
export interface Funnel {
  readonly nodes: number;
  /** Nodes that pass all of it: the controller's desiredNumberScheduled. */
  readonly eligible: number;
  readonly steps: readonly FunnelStep[];
}

/**
 * Counts every requirement of the template over the Nodes, from the verdicts that are already there.
 * The order is that of kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, v1.36:
 * nodeName, nodeSelector, affinity, taints.
 */
export function funnelOf(template: PodTemplateSpec, placed: readonly PlacedNode[]): Funnel {
  const requirements = requirementsOf(template, placed);
  const index = new Map(requirements.map(({ id }, at) => [id, at]));
  const failing = requirements.map(() => 0);
  const stopped = requirements.map(() => 0);
  let eligible = 0;
  for (const { placement } of placed) {
    const failed = failedSteps(placement.reasons, index);
    for (const at of failed) {
      failing[at] = (failing[at] ?? 0) + 1;
    }
    const first = Math.min(...failed);
    if (Number.isFinite(first)) stopped[first] = (stopped[first] ?? 0) + 1;
    else eligible += 1;
  }
  let remaining = placed.length;
  const steps = requirements.map(({ id, fact }, at) => {
    remaining -= stopped[at] ?? 0;
    const fails = failing[at] ?? 0;
    return { id, fact, passing: placed.length - fails, failing: fails, remaining };
  });
  return { nodes: placed.length, eligible, steps };
}

/** The Nodes that fail the requirement with this id, in the given order; undefined when the funnel has no such requirement. */
export function nodesFailing(
  template: PodTemplateSpec,
  placed: readonly PlacedNode[],
  id: string,
): readonly string[] | undefined {
  const requirements = requirementsOf(template, placed);
  const wanted = requirements.findIndex((requirement) => requirement.id === id);
  if (wanted < 0) return undefined;
  const index = new Map(requirements.map((requirement, at) => [requirement.id, at]));
  return placed.flatMap(({ node, placement }) => (failedSteps(placement.reasons, index).has(wanted) ? [node] : []));
}

function failedSteps(reasons: PlacedNode['placement']['reasons'], index: ReadonlyMap<string, number>): ReadonlySet<number> {
  const failed = new Set<number>();
  for (const reason of reasons) {
    const id = idOf(reason);
    const at = index.get(id) ?? index.get(reason.code === 'taint' ? 'otherTaints' : 'nodeAffinity');
    if (at !== undefined) failed.add(at);
  }
  return failed;
}

function idOf(reason: PlacedNode['placement']['reasons'][number]): string {
  switch (reason.code) {
    case 'nodeName':
      return 'nodeName';
    case 'nodeSelector':
      return `nodeSelector/${reason.key}`;
    case 'taint':
      return `taint/${taintKey(reason)}`;
    default:
      return 'nodeAffinity';
  }
}
