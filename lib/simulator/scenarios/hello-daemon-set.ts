import { daemonSetManifest } from './manifests.ts';

/** The hello-daemonset of the OpenShift documentation, with a tag so that it can be rolled. */
export function helloDaemonSet(options: { namespace: string; nodeSelector: Record<string, string> }): object {
  return daemonSetManifest({
    namespace: options.namespace,
    name: 'hello-daemonset',
    image: 'openshift/hello-openshift:v1.2.0',
    requests: { cpu: '10m', memory: '16Mi' },
    container: { ports: [{ containerPort: 80, protocol: 'TCP' }], imagePullPolicy: 'IfNotPresent' },
    podSpec: { nodeSelector: options.nodeSelector, terminationGracePeriodSeconds: 10 },
  });
}
