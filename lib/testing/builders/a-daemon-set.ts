import {
  type DaemonSet,
  type DaemonSetStatus,
  type IntOrPercent,
  TEMPLATE_GENERATION_ANNOTATION,
} from '#lib/kubernetes/daemon-set.ts';
import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import type { PodSpec, Toleration } from '#lib/kubernetes/pod.ts';
import { metaOf } from './object-meta.ts';

/** Builds a DaemonSet step by step; each step answers a new builder. */
export interface DaemonSetBuilder {
  withMeta(parts: Partial<ObjectMeta>): DaemonSetBuilder;
  withAnnotation(key: string, value: string): DaemonSetBuilder;
  withTemplate(parts: Partial<PodSpec>): DaemonSetBuilder;
  withImage(image: string): DaemonSetBuilder;
  withNodeSelector(key: string, value: string): DaemonSetBuilder;
  withToleration(toleration: Toleration): DaemonSetBuilder;
  withMinReadySeconds(seconds: number): DaemonSetBuilder;
  withMaxUnavailable(value: IntOrPercent): DaemonSetBuilder;
  withMaxSurge(value: IntOrPercent): DaemonSetBuilder;
  onDelete(): DaemonSetBuilder;
  /** Sets metadata.generation and, unless told otherwise, status.observedGeneration. */
  atGeneration(generation: number, observedGeneration?: number): DaemonSetBuilder;
  withTemplateGeneration(generation: number): DaemonSetBuilder;
  withStatus(parts: Partial<DaemonSetStatus>): DaemonSetBuilder;
  deleting(since: string): DaemonSetBuilder;
  build(): DaemonSet;
}

/** A DaemonSet `default/logger` for all untainted Nodes, observed by the controller, rolling one Node at a time. */
export function aDaemonSet(name = 'logger', namespace = 'default'): DaemonSetBuilder {
  const labels = { app: name };
  return builderOf({
    metadata: { ...metaOf('ds', { name, namespace }), generation: 1, labels },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'registry.example/logger:1' }] } },
      minReadySeconds: 0,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    },
    status: { observedGeneration: 1 },
  });
}

function builderOf(daemonSet: DaemonSet): DaemonSetBuilder {
  const { metadata, spec, status } = daemonSet;
  const { template } = spec;
  const withMeta = (parts: Partial<ObjectMeta>): DaemonSetBuilder =>
    builderOf({ ...daemonSet, metadata: { ...metadata, ...parts } });
  const withSpec = (parts: Partial<DaemonSet['spec']>): DaemonSetBuilder =>
    builderOf({ ...daemonSet, spec: { ...spec, ...parts } });
  const withTemplate = (parts: Partial<PodSpec>): DaemonSetBuilder =>
    withSpec({ template: { ...template, spec: { ...template.spec, ...parts } } });
  const withStatus = (parts: Partial<DaemonSetStatus>): DaemonSetBuilder =>
    builderOf({ ...daemonSet, status: { ...status, ...parts } });
  const withBudget = (maxUnavailable: IntOrPercent, maxSurge: IntOrPercent): DaemonSetBuilder =>
    withSpec({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } } });
  const withAnnotation = (key: string, value: string): DaemonSetBuilder =>
    withMeta({ annotations: { ...metadata.annotations, [key]: value } });
  return {
    withMeta,
    withAnnotation,
    withTemplate,
    withImage: (image) => withTemplate({ containers: [{ name: 'main', image }] }),
    withNodeSelector: (key, value) => withTemplate({ nodeSelector: { ...template.spec.nodeSelector, [key]: value } }),
    withToleration: (toleration) => withTemplate({ tolerations: [...(template.spec.tolerations ?? []), toleration] }),
    withMinReadySeconds: (minReadySeconds) => withSpec({ minReadySeconds }),
    withMaxUnavailable: (value) => withBudget(value, 0),
    withMaxSurge: (value) => withBudget(0, value),
    onDelete: () => withSpec({ updateStrategy: { type: 'OnDelete' } }),
    atGeneration: (generation, observedGeneration = generation) =>
      builderOf({ ...daemonSet, metadata: { ...metadata, generation }, status: { ...status, observedGeneration } }),
    withTemplateGeneration: (generation) => withAnnotation(TEMPLATE_GENERATION_ANNOTATION, String(generation)),
    withStatus,
    deleting: (since) => withMeta({ deletionTimestamp: since }),
    build: () => structuredClone(daemonSet),
  };
}
