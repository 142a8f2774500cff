import { expect, it } from 'vitest';
import type { World } from './world.ts';

interface ResourceEntry {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
}

/** What clients ask first: version, groups, resources, health. */
export function discoveryLaws(world: () => World): void {
  const resources = async (path: string) => {
    const { body } = await world().api.get<{ kind: string; groupVersion: string; resources: ResourceEntry[] }>(path);
    return { ...body, entry: (name: string) => body.resources.find((resource) => resource.name === name) };
  };

  it('[CONTRACT-1] /version names a Kubernetes 1 release', async () => {
    const { status, body } = await world().api.get<{ major: string; minor: string; gitVersion: string }>('/version');
    expect(status).toBe(200);
    expect(body.major).toBe('1');
    expect(body.gitVersion).toBe(`v1.${Number.parseInt(body.minor, 10)}.${body.gitVersion.split('.')[2]}`);
  });

  it('[CONTRACT-2] /api and /apis list the groups, each with its preferred version', async () => {
    const core = await world().api.get<{ kind: string; versions: string[] }>('/api');
    expect(core.body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    const { body } = await world().api.get<{ kind: string; groups: { name: string; preferredVersion: unknown }[] }>('/apis');
    expect(body.kind).toBe('APIGroupList');
    for (const name of ['apps', 'policy', 'coordination.k8s.io', 'authorization.k8s.io']) {
      expect(body.groups.find((group) => group.name === name)).toMatchObject({
        preferredVersion: { groupVersion: `${name}/v1`, version: 'v1' },
      });
    }
  });

  it('[CONTRACT-3] /api/v1 names the core resources with kinds, short names, scope, verbs and subresources', async () => {
    const { kind, groupVersion, entry } = await resources('/api/v1');
    expect({ kind, groupVersion }).toEqual({ kind: 'APIResourceList', groupVersion: 'v1' });
    expect(entry('pods')).toMatchObject({ kind: 'Pod', namespaced: true, shortNames: ['po'] });
    expect(entry('nodes')).toMatchObject({ kind: 'Node', namespaced: false, shortNames: ['no'] });
    expect(entry('namespaces')).toMatchObject({ kind: 'Namespace', namespaced: false, shortNames: ['ns'] });
    expect(entry('events')).toMatchObject({ kind: 'Event', namespaced: true, shortNames: ['ev'] });
    expect(entry('pods')?.verbs).toEqual(expect.arrayContaining(['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']));
    expect(entry('pods/eviction')).toMatchObject({ kind: 'Eviction', namespaced: true, verbs: ['create'] });
    expect(entry('pods/log')).toMatchObject({ kind: 'Pod', verbs: ['get'] });
    expect(entry('nodes/status')).toMatchObject({ kind: 'Node', namespaced: false });
  });

  it('[CONTRACT-4] /apis/apps/v1 names DaemonSets and ControllerRevisions', async () => {
    const { groupVersion, entry } = await resources('/apis/apps/v1');
    expect(groupVersion).toBe('apps/v1');
    expect(entry('daemonsets')).toMatchObject({ kind: 'DaemonSet', namespaced: true, shortNames: ['ds'] });
    expect(entry('daemonsets/status')).toMatchObject({ kind: 'DaemonSet', namespaced: true });
    expect(entry('controllerrevisions')).toMatchObject({ kind: 'ControllerRevision', namespaced: true });
  });

  it.each(['/livez', '/readyz', '/healthz'])('[CONTRACT-5] %s answers ok', async (path) => {
    expect(await world().api.get(path)).toMatchObject({ status: 200, body: 'ok' });
  });

  it('[CONTRACT-6] a resource that does not exist answers 404 with a Status', async () => {
    for (const path of ['/api/v1/nothings', '/apis/apps/v1/namespaces/default/nothings/a']) {
      expect(await world().api.get(path)).toMatchObject({
        status: 404,
        body: {
          kind: 'Status',
          status: 'Failure',
          reason: 'NotFound',
          message: 'the server could not find the requested resource',
        },
      });
    }
  });
}
