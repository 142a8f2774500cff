import { scaledUp } from '#lib/kubernetes/int-or-percent.ts';
import type { Message } from '#lib/rollout/message.ts';
import type { WavePlan, WaveRequest } from './plan-wave.ts';
import { MOST_AT_ONCE } from './step-size.ts';
import { stalePodOn, type WaveFacts, type WaveNode } from './wave-facts.ts';
import { waveMessage } from './wave-messages.ts';

type Planned = Pick<WavePlan, 'scope' | 'nodes' | 'stepSize' | 'steps'>;

/** What happens, and what the controller does to it. */
export function planEffects(request: WaveRequest, plan: Planned, facts: WaveFacts): Message[] {
  const { pacing, minReadySeconds, maxUnavailable } = request;
  const { nodes, steps, stepSize } = plan;
  const zones = new Set(nodes.map(({ zone }) => zone)).size;
  return [
    waveMessage('wave.planSteps', { nodes: nodes.length, steps, size: stepSize }),
    ...(pacing.order === 'zone' && zones > 1 ? [waveMessage('wave.planZones', { zones })] : []),
    facts.daemonSet?.strategy === 'OnDelete'
      ? waveMessage('wave.planOnDelete', {})
      : waveMessage('wave.planRollingUpdate', { maxUnavailable }),
    waveMessage('wave.planGate', { minReadySeconds, seconds: pacing.availableWithinSeconds }),
    ...(pacing.pauseSeconds > 0 ? [waveMessage('wave.planPause', { seconds: pacing.pauseSeconds })] : []),
    waveMessage('wave.planFailures', { allowed: pacing.failuresAllowed }),
    ...(pacing.by === 'eviction' ? [waveMessage('wave.planEviction', {})] : []),
  ];
}

/** What could go wrong, and what the selection does not reach. */
export function planWarnings(request: WaveRequest, plan: Planned, facts: WaveFacts): Message[] {
  if (plan.nodes.length === 0) return [waveMessage('wave.warnNothing', {})];
  return [...aboutSelection(request, plan, facts), ...aboutCluster(plan, facts), ...aboutPacing(request, plan)];
}

function aboutSelection({ names }: WaveRequest, { nodes }: Planned, facts: WaveFacts): Message[] {
  const planned = new Set(nodes.map(({ name }) => name));
  const asked = names === null ? [...facts.nodes()] : [...new Set(names)].flatMap((name) => facts.node(name) ?? []);
  const others = asked.filter((node) => !planned.has(node.name));
  const notEligible = others.filter(({ rollout }) => !rollout.placement.shouldRun && rollout.counts.stale > 0).length;
  const beingReplaced = others.filter(({ rollout }) => rollout.state === 'surging').length;
  const notStale = names === null ? 0 : new Set(names).size - nodes.length - notEligible - beingReplaced;
  return [
    ...(notStale > 0 ? [waveMessage('wave.warnNotStale', { nodes: notStale })] : []),
    ...(notEligible > 0 ? [waveMessage('wave.warnNotEligible', { nodes: notEligible })] : []),
    ...(beingReplaced > 0 ? [waveMessage('wave.warnBeingReplaced', { nodes: beingReplaced })] : []),
  ];
}

function aboutCluster({ nodes }: Planned, facts: WaveFacts): Message[] {
  const silent = nodes.filter(({ ready }) => !ready);
  const unavailable = nodes.filter((node) => stalePodOn(node)?.available === false).length;
  const failing = [...facts.nodes()].filter(({ rollout }) => rollout.state === 'failing');
  return [
    ...first(failing, ({ name, rollout }) =>
      waveMessage('wave.warnRevisionFails', { nodes: failing.length, node: name, reason: rollout.reason }),
    ),
    ...first(silent, ({ name }) => waveMessage('wave.warnNodesNotReady', { nodes: silent.length, node: name })),
    ...(unavailable > 0 ? [waveMessage('wave.warnAlreadyUnavailable', { nodes: unavailable })] : []),
  ];
}

function aboutPacing({ pacing, names }: WaveRequest, { nodes, scope, stepSize }: Planned): Message[] {
  const limited = (scaledUp(pacing.size, nodes.length) ?? 1) > MOST_AT_ONCE && nodes.length > MOST_AT_ONCE;
  const unordered = pacing.order === 'selection' && names !== null && scope.kind !== 'nodes';
  return [
    ...(nodes.length > 1 && stepSize >= nodes.length ? [waveMessage('wave.warnAllAtOnce', { nodes: nodes.length })] : []),
    ...(limited ? [waveMessage('wave.warnSizeLimited', { size: MOST_AT_ONCE })] : []),
    ...(pacing.failuresAllowed >= stepSize && nodes.length > stepSize
      ? [waveMessage('wave.warnFailuresHold', { size: stepSize })]
      : []),
    ...(unordered ? [waveMessage('wave.warnOrderByName', {})] : []),
  ];
}

function first(nodes: readonly WaveNode[], toMessage: (node: WaveNode) => Message): Message[] {
  return nodes.slice(0, 1).map(toMessage);
}
