import type { Node, NodeCondition } from '#lib/kubernetes/node.ts';
import { BEHAVIOUR_PREFIX } from './pod-behaviour.ts';

const PRESSURES = ['Memory', 'Disk', 'PID'] as const;

/** True when the Node's kubelet says nothing any more: annotation `simulator.rollcall.dev/kubelet: stopped`. */
export function isSilent(node: Node): boolean {
  return node.metadata.annotations?.[`${BEHAVIOUR_PREFIX}kubelet`] === 'stopped';
}

/**
 * The conditions that the Node's kubelet reports, without times. Annotations change them:
 * `simulator.rollcall.dev/not-ready: MESSAGE` and `simulator.rollcall.dev/pressure: memory,disk,pid`.
 */
export function reportedConditions(
  node: Node,
  started: boolean,
): Omit<NodeCondition, 'lastHeartbeatTime' | 'lastTransitionTime'>[] {
  const annotations = node.metadata.annotations ?? {};
  const pressed = (annotations[`${BEHAVIOUR_PREFIX}pressure`] ?? '').split(',').map((word) => word.trim());
  const notReady = annotations[`${BEHAVIOUR_PREFIX}not-ready`] ?? (started ? undefined : NETWORK_NOT_READY);
  return [
    ...PRESSURES.map((name) => pressureCondition(name, pressed.includes(name.toLowerCase()))),
    notReady === undefined
      ? { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
      : { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: notReady },
  ];
}

const NETWORK_NOT_READY =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

function pressureCondition(name: (typeof PRESSURES)[number], pressed: boolean) {
  const [low, enough] = {
    Memory: ['insufficient memory available', 'sufficient memory available'],
    Disk: ['disk pressure', 'no disk pressure'],
    PID: ['insufficient PID available', 'sufficient PID available'],
  }[name] as [string, string];
  const has = { Memory: 'SufficientMemory', Disk: 'NoDiskPressure', PID: 'SufficientPID' }[name];
  const lacks = { Memory: 'InsufficientMemory', Disk: 'DiskPressure', PID: 'InsufficientPID' }[name];
  return {
    type: `${name}Pressure`,
    status: pressed ? ('True' as const) : ('False' as const),
    reason: `Kubelet${pressed ? `Has${lacks}` : `Has${has}`}`,
    message: `kubelet has ${pressed ? low : enough}`,
  };
}
