import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '#lib/kubernetes/pod.ts';
import { registryOf } from './image-registry.ts';
import { postureOf } from './posture.ts';

const confined = { runAsNonRoot: true, capabilities: { drop: ['ALL'] } };

function posture(container: Partial<Container>, spec: Partial<PodSpec> = {}, registries: readonly string[] = []) {
  const containers = [{ name: 'main', securityContext: confined, ...container }];
  const { grave, notes } = postureOf({ containers, ...spec }, { registries });
  return { grave: grave.map(({ code }) => code), notes: notes.map(({ code }) => code) };
}

describe('posture', () => {
  it('[POSTURE-1] a confined Pod has none', () => {
    expect(posture({}, { serviceAccountName: 'default', volumes: [{ name: 'config' }] })).toEqual({ grave: [], notes: [] });
  });

  it('[POSTURE-2] what equals root on the Node is grave: privileged, its processes, powerful capabilities, folders to write', () => {
    const volumes = [{ name: 'host', hostPath: { path: '/' } }];
    const mounted = { volumeMounts: [{ name: 'host', mountPath: '/host' }] };
    expect(posture({ securityContext: { ...confined, privileged: true } }).grave).toEqual(['posture.privileged']);
    expect(posture({}, { hostPID: true }).grave).toEqual(['posture.hostPID']);
    for (const capability of ['SYS_ADMIN', 'CAP_SYS_ADMIN', 'ALL']) {
      const securityContext = { ...confined, capabilities: { add: [capability] } };
      expect(posture({ securityContext })).toEqual({ grave: ['posture.capabilities'], notes: [] });
    }
    expect(posture(mounted, { volumes })).toEqual({ grave: ['posture.hostPathWritable'], notes: [] });
    const reading = { volumeMounts: [{ name: 'host', mountPath: '/host', readOnly: true }] };
    expect(posture(reading, { volumes })).toEqual({ grave: [], notes: ['posture.hostPathReadOnly'] });
  });

  it('[POSTURE-3] init containers count, and what is less is a note', () => {
    const init = [{ name: 'setup', securityContext: { ...confined, privileged: true } }];
    expect(posture({}, { initContainers: init }).grave).toEqual(['posture.privileged']);
    const spec = { hostNetwork: true, hostIPC: true, serviceAccountName: 'logger' };
    const securityContext = { runAsUser: 0, capabilities: { add: ['NET_ADMIN'] } };
    expect(posture({ securityContext, ports: [{ containerPort: 80 }] }, spec).notes).toEqual([
      'posture.hostNetwork',
      'posture.hostIPC',
      'posture.capabilities',
      'posture.hostPorts',
      'posture.mayBeRoot',
      'posture.serviceAccount',
    ]);
  });

  it('[POSTURE-4] images of registries outside the list are grave; without a list none is', () => {
    const images = ['fluentd', 'library/fluentd:1', 'quay.io/fluentd:1', 'localhost/x', 'Registry/x', 'mirror:5000/a/b@sha256:0'];
    expect(images.map(registryOf)).toEqual(['docker.io', 'docker.io', 'quay.io', 'localhost', 'Registry', 'mirror:5000']);
    expect(posture({ image: 'quay.io/a' }, {}, ['docker.io']).grave).toEqual(['posture.registry']);
    expect(posture({ image: 'quay.io/a' }, {}, ['quay.io']).grave).toEqual([]);
    expect(posture({ image: 'quay.io/a' }).grave).toEqual([]);
  });
});
