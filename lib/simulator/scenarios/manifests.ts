/** What a DaemonSet of the demo is made of. */
export interface ManifestOptions {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly strategy?: object;
  readonly podSpec?: object;
  readonly container?: object;
  readonly requests?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly readinessPort?: number;
  readonly minReadySeconds?: number;
}

/** A DaemonSet manifest as one would apply it. */
export function daemonSetManifest(options: ManifestOptions): object {
  const { namespace, name, image, annotations } = options;
  const labels = { 'app.kubernetes.io/name': name };
  const probe = options.readinessPort
    ? { readinessProbe: { httpGet: { path: '/ready', port: options.readinessPort }, initialDelaySeconds: 1, periodSeconds: 5 } }
    : {};
  const resources = { requests: options.requests ?? { cpu: '50m', memory: '64Mi' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, labels, ...(annotations ? { annotations } : {}) },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: options.strategy ?? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      ...(options.minReadySeconds ? { minReadySeconds: options.minReadySeconds } : {}),
      template: {
        metadata: { labels },
        spec: { containers: [{ name, image, resources, ...probe, ...options.container }], ...options.podSpec },
      },
    },
  };
}

/** A RollingUpdate with this maxUnavailable. */
export function rolling(maxUnavailable: number | string): object {
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } };
}

export const EVERYWHERE = [{ operator: 'Exists' }];
export const SUBJECT = 'kube-system/fluentd-elasticsearch';
const FLUENTD_IMAGE = 'quay.io/fluentd_elasticsearch/fluentd';

/** The images that the director gives the subject, in turn. */
export function fluentdImage(minor: number): string {
  return `${FLUENTD_IMAGE}:v5.${minor}.0`;
}

/** The logging DaemonSet of the Kubernetes documentation, with a budget of a tenth of the Nodes. */
export function fluentdManifest(image: string, change: Partial<ManifestOptions> = {}): object {
  return daemonSetManifest({
    namespace: 'kube-system',
    name: 'fluentd-elasticsearch',
    image,
    strategy: rolling('10%'),
    requests: { cpu: '100m', memory: '200Mi' },
    readinessPort: 9880,
    annotations: { 'kubernetes.io/change-cause': `set image fluentd-elasticsearch=${image}` },
    podSpec: {
      tolerations: [
        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ],
      terminationGracePeriodSeconds: 30,
      volumes: [{ name: 'varlog', hostPath: { path: '/var/log' } }],
    },
    container: { volumeMounts: [{ name: 'varlog', mountPath: '/var/log' }] },
    ...change,
  });
}
