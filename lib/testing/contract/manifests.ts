import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { PodSpec } from '#lib/kubernetes/pod.ts';

type ManifestPod = Partial<PodSpec> & { restartPolicy?: string };

/** A DaemonSet to POST: the parts of its spec and of its Pod's spec that matter to the law. */
export function daemonSetManifest(
  name: string,
  { pod, image = 'registry.example/app:1', ...spec }: Partial<DaemonSet['spec']> & { pod?: ManifestPod; image?: string } = {},
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'main', image }], ...pod },
      },
      ...spec,
    },
  };
}

/** A Pod to POST. With `nodeName` it is bound from the start. */
export function podManifest(
  name: string,
  {
    labels,
    annotations,
    finalizers,
    ...spec
  }: Partial<PodSpec> & {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }), ...(finalizers && { finalizers }) },
    spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }], ...spec },
  };
}

/** A strategic merge patch of the template's only container. */
export function imagePatch(image: string) {
  return { spec: { template: { spec: { containers: [{ name: 'main', image }] } } } };
}
