import type { LabelSelector } from './label-selector.ts';
import type { ObjectMeta } from './object-meta.ts';
import type { PodSpec } from './pod.ts';

export type IntOrPercent = number | string;

export interface PodTemplateSpec {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec: PodSpec;
}

export interface DaemonSetStatus {
  currentNumberScheduled: number;
  numberMisscheduled: number;
  desiredNumberScheduled: number;
  numberReady: number;
  observedGeneration?: number;
  updatedNumberScheduled?: number;
  numberAvailable?: number;
  numberUnavailable?: number;
  collisionCount?: number;
}

/** A DaemonSet, reduced to the fields that Rollcall reads, in the API's own shape. */
export interface DaemonSet {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec: {
    selector: LabelSelector;
    template: PodTemplateSpec;
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
    updateStrategy?: {
      type?: 'RollingUpdate' | 'OnDelete';
      rollingUpdate?: { maxUnavailable?: IntOrPercent; maxSurge?: IntOrPercent };
    };
  };
  /** Absent or partly filled right after creation. */
  status?: Partial<DaemonSetStatus>;
  /** Digest of the whole template, made when the object was pruned; see template-digest.ts. */
  templateDigest?: string;
  /** When the update strategy alone was last written, where that can be told; made when the object was pruned, see strategy-change.ts. */
  strategyChangedAt?: string;
}

/** The annotation in which the API server counts changes of the template. */
export const TEMPLATE_GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation';
/** The Pod label with the name of the revision that the Pod was made from. */
export const REVISION_HASH_LABEL = 'controller-revision-hash';
/** The Pod label with the template generation that the Pod was made from; only DaemonSet Pods carry it. */
export const TEMPLATE_GENERATION_LABEL = 'pod-template-generation';
/** The annotation by which Rollcall marks a rolling update that it has paused by switching to OnDelete. */
export const PAUSED_ANNOTATION = 'rollcall/paused-update-strategy';
/** The annotation that `kubectl rollout history` shows as CHANGE-CAUSE. */
export const CHANGE_CAUSE_ANNOTATION = 'kubernetes.io/change-cause';
/** Annotations by which tools mark what they keep as they made it. */
export const OWNER_ANNOTATIONS = ['argocd.argoproj.io/tracking-id', 'meta.helm.sh/release-name'] as const;
