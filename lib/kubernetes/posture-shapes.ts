import type { Shape } from './shape.ts';

const CAPABILITIES: Shape = { members: { add: { list: 'string' }, drop: { list: 'string' } } };

/** What a template says of a container's power over its Node, and whether it tells when it is ready. */
export const CONTAINER_POSTURE: Readonly<Record<string, Shape>> = {
  securityContext: {
    members: {
      privileged: 'boolean',
      allowPrivilegeEscalation: 'boolean',
      runAsNonRoot: 'boolean',
      runAsUser: 'number',
      capabilities: CAPABILITIES,
    },
  },
  volumeMounts: { list: { members: { name: 'string', mountPath: 'string', readOnly: 'boolean' }, required: ['name'] } },
  readinessProbe: { members: {} },
};

/** What a template says of its Pod's power over its Node. Of its volumes only those that are folders of the Node. */
export const POD_POSTURE: Readonly<Record<string, Shape>> = {
  hostPID: 'boolean',
  hostIPC: 'boolean',
  serviceAccountName: 'string',
  automountServiceAccountToken: 'boolean',
  securityContext: { members: { runAsNonRoot: 'boolean', runAsUser: 'number' } },
  volumes: {
    list: { members: { name: 'string', hostPath: { members: { path: 'string' }, required: ['path'] } }, required: ['name'] },
  },
};
