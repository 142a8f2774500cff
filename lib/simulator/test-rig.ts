import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { createCluster } from './api/simulated-cluster.ts';
import { ManualClock } from './clock.ts';
import { ApiError, type ClusterApi } from './cluster-api.ts';
import { startComponents } from './cluster-components.ts';
import { Random } from './random.ts';
import { RESOURCES } from './resources.ts';

export const START = Date.parse('2026-03-01T12:00:00Z');
export const NAMESPACE = 'default';

export interface RigOptions {
  readonly seed?: number;
  /** Puts something between the components and the API. */
  readonly wrap?: (api: ClusterApi) => ClusterApi;
}

/** A simulated cluster on a clock that tests move; faults of the simulator are thrown, refusals kept. */
export class Rig {
  readonly clock = new ManualClock(START);
  readonly api: ClusterApi;
  readonly refusals: ApiError[] = [];
  readonly stop: () => void;

  constructor(options: RigOptions = {}) {
    const random = new Random(options.seed ?? 1);
    this.api = createCluster({ clock: this.clock, random: random.fork('api') });
    this.api.create(RESOURCES.namespaces, { metadata: { name: NAMESPACE } });
    const onError = (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      this.refusals.push(error);
    };
    this.stop = startComponents({ api: options.wrap?.(this.api) ?? this.api, clock: this.clock, random, pace: 1, onError });
  }

  /** Moves time on. */
  seconds(count: number): void {
    this.clock.advance(count * 1000);
  }

  /** Creates Nodes `node-0` … and waits until they are ready. */
  addNodes(
    count: number,
    change: { labels?: Record<string, string>; taints?: Taint[]; memory?: string; pods?: string } = {},
  ): void {
    const first = this.nodes().length;
    const { labels, taints, memory = '8Gi', pods = '110' } = change;
    const resources = { cpu: '4', memory, pods };
    for (let index = first; index < first + count; index++)
      this.api.create(RESOURCES.nodes, {
        metadata: { name: `node-${index}`, labels: { 'kubernetes.io/hostname': `node-${index}`, ...labels } },
        spec: taints ? { taints } : {},
        status: { capacity: resources, allocatable: resources },
      });
    this.seconds(10);
  }

  addDaemonSet(name: string, spec: object = {}, podSpec: object = {}, container: object = {}): DaemonSet {
    const labels = { app: name };
    const containers = [{ name: 'main', image: 'registry.example/app:1', ...container }];
    return this.api.create<DaemonSet>(RESOURCES.daemonSets, {
      metadata: { name, namespace: NAMESPACE, labels },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers, ...podSpec } },
        ...spec,
      },
    });
  }

  daemonSet(name: string): DaemonSet {
    const found = this.api.get<DaemonSet>(RESOURCES.daemonSets, NAMESPACE, name);
    if (!found) throw new Error(`no DaemonSet ${name}`);
    return found;
  }

  changeDaemonSet(name: string, change: (daemonSet: DaemonSet) => void): DaemonSet {
    const changed = structuredClone(this.daemonSet(name));
    change(changed);
    return this.api.update(RESOURCES.daemonSets, changed);
  }

  setImage(name: string, image: string): DaemonSet {
    return this.changeDaemonSet(name, ({ spec }) => {
      for (const container of spec.template.spec.containers) container.image = image;
    });
  }

  pods(name?: string): readonly Pod[] {
    const all = this.api.list<Pod>(RESOURCES.pods);
    return name === undefined ? all : all.filter((pod) => pod.metadata.labels?.app === name);
  }

  podOn(name: string, node: string): Pod {
    const found = this.pods(name).find((pod) => pod.spec.nodeName === node);
    if (!found) throw new Error(`no Pod of ${name} on ${node}`);
    return found;
  }

  changePod(pod: Pod, change: (pod: Pod) => void): Pod {
    const changed = structuredClone(this.api.get<Pod>(RESOURCES.pods, NAMESPACE, pod.metadata.name) ?? pod);
    change(changed);
    return this.api.update(RESOURCES.pods, changed);
  }

  /** Writes the status as a kubelet would. */
  setPodStatus(pod: Pod, status: Partial<Pod['status']>): void {
    const stored = this.api.get<Pod>(RESOURCES.pods, NAMESPACE, pod.metadata.name) ?? pod;
    this.api.updateStatus(RESOURCES.pods, { ...stored, status: { ...stored.status, ...status } });
  }

  nodes(): readonly Node[] {
    return this.api.list<Node>(RESOURCES.nodes);
  }

  node(name: string): Node {
    const found = this.api.get<Node>(RESOURCES.nodes, '', name);
    if (!found) throw new Error(`no Node ${name}`);
    return found;
  }

  changeNode(name: string, change: (node: Node) => void): void {
    const changed = structuredClone(this.node(name));
    change(changed);
    this.api.update(RESOURCES.nodes, changed);
  }

  annotateNode(name: string, annotation: string, value: string | undefined): void {
    this.changeNode(name, ({ metadata }) => {
      const { [annotation]: _former, ...others } = metadata.annotations ?? {};
      metadata.annotations = value === undefined ? others : { ...others, [annotation]: value };
    });
  }

  /** Oldest first. */
  revisions(): ControllerRevision[] {
    const all = this.api.list<ControllerRevision>(RESOURCES.controllerRevisions);
    return [...all].sort((left, right) => left.revision - right.revision);
  }

  events(reason?: string): readonly KubernetesEvent[] {
    const all = this.api.list<KubernetesEvent>(RESOURCES.events);
    return reason === undefined ? all : all.filter((event) => event.reason === reason);
  }
}

/** True when the Pod's condition Ready is True. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
