import type { Message } from '#lib/rollout/message.ts';
import { planEffects, planWarnings } from './plan-messages.ts';
import { stepSize } from './step-size.ts';
import { stalePodOn, type WaveFacts, type WaveNode } from './wave-facts.ts';
import { compareNodes } from './wave-order.ts';
import type { WavePacing, WaveScope } from './wave-record.ts';
import { makeScope } from './wave-scope.ts';

/** A wave that could be started now. */
export interface WavePlan {
  readonly scope: WaveScope;
  /** In the order in which their stale Pods go. */
  readonly nodes: readonly WaveNode[];
  readonly stepSize: number;
  readonly steps: number;
  readonly effects: readonly Message[];
  readonly warnings: readonly Message[];
}

export interface WaveRequest {
  readonly pacing: WavePacing;
  /** The Nodes that were selected, or null: every Node with a stale Pod. */
  readonly names: readonly string[] | null;
  readonly minReadySeconds: number;
  readonly maxUnavailable: string;
}

/** What a wave of these settings would do to the cluster as it is. Selected Nodes without a stale Pod are left out. */
export function planWave(request: WaveRequest, facts: WaveFacts): WavePlan {
  const { names, pacing } = request;
  const chosen = names === null ? [...facts.nodes()].filter(isStale) : selected(names, facts);
  const scope: WaveScope = names === null ? { kind: 'all', newest: newestOf(chosen) } : makeScope(facts.nodes(), chosen);
  const nodes = chosen.sort(compareNodes(pacing.order, scope));
  const size = stepSize(pacing.size, Math.max(1, nodes.length));
  const plan = { scope, nodes, stepSize: size, steps: countSteps(nodes, size, pacing) };
  return { ...plan, effects: planEffects(request, plan, facts), warnings: planWarnings(request, plan, facts) };
}

function selected(names: readonly string[], facts: WaveFacts): WaveNode[] {
  return [...new Set(names)].flatMap((name) => facts.node(name) ?? []).filter(isStale);
}

function isStale(node: WaveNode): boolean {
  return stalePodOn(node) !== null;
}

function newestOf(nodes: readonly WaveNode[]): string {
  const times = nodes.flatMap((node) => stalePodOn(node)?.createdAt ?? []);
  return times.reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest), times[0] ?? '');
}

/** Zones are steps of their own when they go one by one. */
function countSteps(nodes: readonly WaveNode[], size: number, { order }: WavePacing): number {
  if (order !== 'zone') return Math.ceil(nodes.length / size);
  const zones = Map.groupBy(nodes, ({ zone }) => zone);
  return [...zones.values()].reduce((steps, zone) => steps + Math.ceil(zone.length / size), 0);
}
