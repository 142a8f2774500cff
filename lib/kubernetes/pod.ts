import type { ObjectMeta } from './object-meta.ts';
import type { ContainerPosture, PodPosture } from './posture.ts';

/** The annotation of a Pod that a kubelet runs from a file and only shows in the API: a static Pod. */
export const MIRROR_POD_ANNOTATION = 'kubernetes.io/config.mirror';

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

export interface NodeSelectorRequirement {
  key: string;
  operator: string;
  values?: string[];
}

export interface NodeSelectorTerm {
  matchExpressions?: NodeSelectorRequirement[] | null;
  matchFields?: NodeSelectorRequirement[] | null;
}

export interface NodeAffinity {
  requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: NodeSelectorTerm[] | null } | null;
  preferredDuringSchedulingIgnoredDuringExecution?: unknown;
}

export interface Affinity {
  nodeAffinity?: NodeAffinity | null;
  podAffinity?: unknown;
  podAntiAffinity?: unknown;
}

export interface ContainerPort {
  name?: string;
  containerPort: number;
  hostPort?: number;
  hostIP?: string;
  protocol?: string;
}

export interface Container extends ContainerPosture {
  name: string;
  image?: string;
  restartPolicy?: string;
  ports?: ContainerPort[];
  resources?: ResourceRequirements;
  /** Of a template only. */
  startupProbe?: { initialDelaySeconds?: number; periodSeconds?: number; failureThreshold?: number };
}

/** Quantities by resource. */
export interface ResourceRequirements {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
}

export interface PodSpec extends PodPosture {
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  affinity?: Affinity | null;
  tolerations?: Toleration[];
  hostNetwork?: boolean;
  containers: Container[];
  initContainers?: Container[];
  terminationGracePeriodSeconds?: number;
  priorityClassName?: string;
  schedulerName?: string;
  /** Of the whole Pod. */
  resources?: ResourceRequirements;
  /** Read on demand only; see prunePodInFull. */
  priority?: number;
  overhead?: Record<string, string>;
}

export interface PodCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

export interface ContainerState {
  waiting?: { reason?: string; message?: string };
  running?: { startedAt?: string };
  terminated?: { exitCode: number; signal?: number; reason?: string; message?: string; startedAt?: string; finishedAt?: string };
}

export interface ContainerStatus {
  name: string;
  ready: boolean;
  started?: boolean;
  restartCount: number;
  image?: string;
  imageID?: string;
  state?: ContainerState;
  lastState?: ContainerState;
  /** Read on demand only; see prunePodInFull. */
  allocatedResources?: Record<string, string>;
  resources?: ResourceRequirements;
}

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** A Pod, reduced to the fields that Rollcall reads, in the API's own shape. */
export interface Pod {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec: PodSpec;
  status: {
    phase?: PodPhase;
    reason?: string;
    message?: string;
    podIP?: string;
    hostIP?: string;
    startTime?: string;
    conditions?: PodCondition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  };
}
