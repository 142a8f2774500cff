/** What a simulated Node is like; everything has a default. */
export interface NodeOptions {
  readonly zones?: number;
}

const POOLS = {
  controlPlane: {
    name: 'control-plane',
    instanceType: 'm7.xlarge',
    cpu: '4',
    memory: '16Gi',
    labels: {},
    taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
  },
  general: { name: 'general', instanceType: 'm7.2xlarge', cpu: '8', memory: '32Gi', labels: { type: 'compute' }, taints: [] },
  storage: { name: 'storage', instanceType: 'i4.4xlarge', cpu: '16', memory: '128Gi', labels: { disktype: 'ssd' }, taints: [] },
  gpu: {
    name: 'gpu',
    instanceType: 'g6.4xlarge',
    cpu: '16',
    memory: '64Gi',
    labels: { accelerator: 'gpu' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
  },
} as const;

const CONTROL_PLANE_NODES = 3;

/**
 * The Node at `index` of a simulated cluster: three control plane Nodes first, then workers of several pools, spread
 * over zones. KWOK plays the kubelet of every Node that carries its annotation.
 */
export function fakeNode(index: number, { zones = 3 }: NodeOptions = {}) {
  const controlPlane = index < CONTROL_PLANE_NODES;
  const pool = controlPlane ? POOLS.controlPlane : workerPool(index - CONTROL_PLANE_NODES);
  const name = `${pool.name}-${String(index).padStart(4, '0')}`;
  const role = controlPlane ? 'control-plane' : 'worker';
  const resources = { cpu: pool.cpu, memory: pool.memory, pods: '110', 'ephemeral-storage': '100Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake', 'node.alpha.kubernetes.io/ttl': '0' },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'region-1',
        'topology.kubernetes.io/zone': `zone-${letter(index % zones)}`,
        'node.kubernetes.io/instance-type': pool.instanceType,
        [`node-role.kubernetes.io/${role}`]: '',
        pool: pool.name,
        ...pool.labels,
      },
    },
    spec: { taints: pool.taints },
    status: {
      phase: 'Running',
      conditions: readyConditions(new Date().toISOString()),
      capacity: resources,
      allocatable: resources,
      addresses: [
        { type: 'InternalIP', address: `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}` },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        osImage: 'Simulated Linux',
        kernelVersion: '6.12.0',
        kubeletVersion: 'v1.36.1',
        containerRuntimeVersion: 'simulated://1.0.0',
        bootID: '',
        machineID: '',
        systemUUID: '',
        kubeProxyVersion: '',
      },
    },
  };
}

function readyConditions(now: string) {
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return [
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('NetworkUnavailable', 'False', 'RouteCreated', 'RouteController created a route'),
  ];
}

function workerPool(worker: number) {
  // Of every twelve workers one has a GPU, three are for storage.
  if (worker % 12 === 11) return POOLS.gpu;
  return worker % 4 === 2 ? POOLS.storage : POOLS.general;
}

function letter(zone: number): string {
  return zone < 26 ? String.fromCharCode(97 + zone) : `z${zone}`;
}
