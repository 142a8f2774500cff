import type { Container, PodSpec } from '#lib/kubernetes/pod.ts';
import { hostPortsOf, hostPortText } from './host-ports.ts';
import { registryOf } from './image-registry.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

/** What a DaemonSet may do to each of its Nodes. */
export interface Posture {
  /** Each of these alone is as good as root on the Node. */
  readonly grave: readonly Message[];
  /** Worth knowing. */
  readonly notes: readonly Message[];
}

export interface PostureOptions {
  /** Registries from which images are expected; empty: any. */
  readonly registries: readonly string[];
}

/** Capabilities with which a container takes over its Node, without their `CAP_`. */
const GRAVE_CAPABILITIES = new Set(['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO', 'DAC_READ_SEARCH', 'BPF']);

/**
 * What the template asks for beyond what a confined Pod may do. The measure is the Pod Security Standard `restricted`:
 * kubernetes/pod-security-admission v0.36 policy/check_*.go.
 */
export function postureOf(spec: PodSpec, options: PostureOptions): Posture {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const capabilities = containers.map((container) => capabilityNotes(container));
  const folders = hostFolders(spec, containers);
  return {
    grave: [
      ...containers
        .filter(({ securityContext }) => securityContext?.privileged === true)
        .map(({ name }) => modelMessage('posture.privileged', { container: name })),
      ...(spec.hostPID === true ? [modelMessage('posture.hostPID', {})] : []),
      ...capabilities.flatMap(({ grave }) => grave),
      ...folders.filter(({ writable }) => writable).map(({ path }) => modelMessage('posture.hostPathWritable', { path })),
      ...strangeRegistries(containers, options.registries),
    ],
    notes: [
      ...(spec.hostNetwork === true ? [modelMessage('posture.hostNetwork', {})] : []),
      ...(spec.hostIPC === true ? [modelMessage('posture.hostIPC', {})] : []),
      ...capabilities.flatMap(({ notes }) => notes),
      ...folders.filter(({ writable }) => !writable).map(({ path }) => modelMessage('posture.hostPathReadOnly', { path })),
      ...hostPortNotes(spec),
      ...rootNotes(spec, containers),
      ...accountNotes(spec),
    ],
  };
}

function capabilityNotes({ name, securityContext }: Container): Posture {
  const added = (securityContext?.capabilities?.add ?? []).map((capability) => capability.replace(/^CAP_/, ''));
  const isGrave = added.some((capability) => GRAVE_CAPABILITIES.has(capability));
  const found =
    added.length === 0 ? [] : [modelMessage('posture.capabilities', { container: name, capabilities: added.join(', ') })];
  return isGrave ? { grave: found, notes: [] } : { grave: [], notes: found };
}

/** Folders of the Node, each once: writable when any container mounts it so, or none mounts it yet. */
function hostFolders(spec: PodSpec, containers: readonly Container[]): readonly { path: string; writable: boolean }[] {
  const folders = new Map<string, boolean>();
  for (const { name, hostPath } of spec.volumes ?? []) {
    if (hostPath === undefined) continue;
    const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts ?? []).filter((mount) => mount.name === name);
    const writable = mounts.some(({ readOnly }) => readOnly !== true);
    folders.set(hostPath.path, (folders.get(hostPath.path) ?? false) || writable);
  }
  return [...folders].map(([path, writable]) => ({ path, writable }));
}

function strangeRegistries(containers: readonly Container[], registries: readonly string[]): readonly Message[] {
  if (registries.length === 0) return [];
  return containers.flatMap(({ image }) => {
    if (image === undefined) return [];
    const registry = registryOf(image);
    return registries.includes(registry) ? [] : [modelMessage('posture.registry', { registry, image })];
  });
}

function hostPortNotes(spec: PodSpec): readonly Message[] {
  const ports = hostPortsOf(spec);
  return ports.length === 0 ? [] : [modelMessage('posture.hostPorts', { ports: hostPortText(ports) })];
}

function rootNotes(spec: PodSpec, containers: readonly Container[]): readonly Message[] {
  const pod = spec.securityContext;
  const mayBeRoot = containers.filter(({ securityContext }) => {
    const nonRoot = securityContext?.runAsNonRoot ?? pod?.runAsNonRoot ?? false;
    const user = securityContext?.runAsUser ?? pod?.runAsUser ?? 0;
    return !nonRoot && user === 0;
  });
  const names = mayBeRoot.map(({ name }) => name).join(', ');
  return mayBeRoot.length === 0 ? [] : [modelMessage('posture.mayBeRoot', { containers: names })];
}

function accountNotes({ serviceAccountName, automountServiceAccountToken }: PodSpec): readonly Message[] {
  if (!serviceAccountName || serviceAccountName === 'default' || automountServiceAccountToken === false) return [];
  return [modelMessage('posture.serviceAccount', { name: serviceAccountName })];
}
