import type { Container, PodSpec } from '#lib/kubernetes/pod.ts';

/** A port that a Pod binds on its Node. */
export interface HostPort {
  readonly port: number;
  readonly protocol: string;
  /** `0.0.0.0` for every address. */
  readonly address: string;
}

const EVERY_ADDRESS = '0.0.0.0';

/**
 * The ports that a Pod binds on its Node: with host network every one that it names. Init containers that end bind none.
 * Mirrors kubernetes/kubernetes pkg/scheduler/util/utils.go GetHostPorts and pkg/apis/core/v1/defaults.go, v1.36.
 */
export function hostPortsOf({ containers, initContainers = [], hostNetwork }: PodSpec): readonly HostPort[] {
  const running: readonly Container[] = [
    ...containers,
    ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
  return running.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, containerPort, protocol, hostIP }) => {
      const port = hostPort || (hostNetwork === true ? containerPort : 0);
      return port > 0 ? { port, protocol: protocol || 'TCP', address: hostIP || EVERY_ADDRESS } : [];
    }),
  );
}

/** True when both cannot be bound on one Node. Mirrors kube-scheduler framework/types.go HostPortInfo.CheckConflict, v0.36. */
export function portsConflict(a: HostPort, b: HostPort): boolean {
  const sameAddress = a.address === b.address || a.address === EVERY_ADDRESS || b.address === EVERY_ADDRESS;
  return a.port === b.port && a.protocol === b.protocol && sameAddress;
}

/** `80/TCP, 53/UDP`, each once. */
export function hostPortText(ports: readonly HostPort[]): string {
  return [...new Set(ports.map(({ port, protocol }) => `${port}/${protocol}`))].join(', ');
}
