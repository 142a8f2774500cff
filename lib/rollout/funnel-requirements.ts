import type { PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { NodeSelectorRequirement } from '#lib/kubernetes/pod.ts';
import type { Placement, PlacementReason } from './placement-reason.ts';
import { compareText } from './pod-order.ts';

/** A Node's name with the verdict on it. */
export interface PlacedNode {
  readonly node: string;
  readonly placement: Placement;
}

type TaintReason = Extract<PlacementReason, { code: 'taint' }>;

/** What one step of the funnel asks of a Node. */
export type FunnelFact =
  | { readonly code: 'nodeName'; readonly wanted: string }
  | { readonly code: 'nodeSelector'; readonly key: string; readonly wanted: string }
  /** Terms are ORed, so they are one step; each has its requirements, fields after expressions. */
  | { readonly code: 'nodeAffinity'; readonly terms: readonly (readonly FunnelRequirement[])[] }
  | TaintReason
  /** Further untolerated taints, when the cluster has very many. */
  | { readonly code: 'otherTaints'; readonly taints: number };

export interface FunnelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly field: boolean;
}

interface FunnelFactWithId {
  readonly id: string;
  readonly fact: FunnelFact;
}

const TAINTS_SHOWN = 50;

/** The requirements of a template in the controller's order, then the untolerated taints that the Nodes have, most frequent first. */
export function requirementsOf(template: PodTemplateSpec, placed: readonly PlacedNode[]): readonly FunnelFactWithId[] {
  const { nodeName, nodeSelector } = template.spec;
  const selector = Object.entries(nodeSelector ?? {}).map(([key, wanted]): FunnelFactWithId => {
    return { id: `nodeSelector/${key}`, fact: { code: 'nodeSelector', key, wanted: wanted ?? '' } };
  });
  return [
    ...(nodeName ? [{ id: 'nodeName', fact: { code: 'nodeName', wanted: nodeName } as const }] : []),
    ...selector,
    ...affinitySteps(template),
    ...taintSteps(placed),
  ];
}

/** A taint's identity among the steps: key, value and effect. */
export function taintKey({ key, value, effect }: TaintReason): string {
  return `${key}=${value}:${effect}`;
}

function affinitySteps(template: PodTemplateSpec): readonly FunnelFactWithId[] {
  const required = template.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === null || required === undefined) return [];
  const terms = (required.nodeSelectorTerms ?? []).map(({ matchExpressions, matchFields }) => [
    ...(matchExpressions ?? []).map((requirement) => shown(requirement, false)),
    ...(matchFields ?? []).map((requirement) => shown(requirement, true)),
  ]);
  return [{ id: 'nodeAffinity', fact: { code: 'nodeAffinity', terms } }];
}

function shown({ key, operator, values }: NodeSelectorRequirement, field: boolean): FunnelRequirement {
  return { key: key ?? '', operator: operator ?? '', values: values ?? [], field };
}

function taintSteps(placed: readonly PlacedNode[]): readonly FunnelFactWithId[] {
  const found = new Map<string, { readonly taint: TaintReason; count: number }>();
  for (const { placement } of placed) {
    for (const reason of placement.reasons) {
      if (reason.code !== 'taint') continue;
      const key = taintKey(reason);
      const known = found.get(key);
      if (known === undefined) found.set(key, { taint: reason, count: 1 });
      else known.count += 1;
    }
  }
  const sorted = [...found].sort(([a, { count: left }], [b, { count: right }]) => right - left || compareText(a, b));
  const steps = sorted.slice(0, TAINTS_SHOWN).map(([key, { taint }]) => ({ id: `taint/${key}`, fact: taint }));
  const others = sorted.length - steps.length;
  return others === 0 ? steps : [...steps, { id: 'otherTaints', fact: { code: 'otherTaints', taints: others } }];
}
