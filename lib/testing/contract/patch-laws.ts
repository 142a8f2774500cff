import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, type World } from './world.ts';

const CONTAINERS = [
  {
    name: 'main',
    image: 'registry.example/app:1',
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
  },
  { name: 'side', image: 'registry.example/side:1' },
];

/** The patch kinds. */
export function patchLaws(world: () => World): void {
  let namespace = '';
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;
  const create = async (prefix: string) => {
    const name = world().name(prefix);
    const pod = { nodeSelector: { pool: 'none' }, containers: CONTAINERS };
    await world().created(daemonSetsOf(namespace), daemonSetManifest(name, { pod }));
    return name;
  };
  const containersOf = (daemonSet: DaemonSet) => daemonSet.spec.template.spec.containers;

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-70] JSON patch: test, replace, add, remove', async () => {
    const name = await create('json');
    const { status, body } = await world().api.patch<DaemonSet>(
      path(name),
      [
        { op: 'test', path: '/spec/template/spec/containers/0/image', value: 'registry.example/app:1' },
        { op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'registry.example/app:2' },
        { op: 'add', path: '/metadata/labels', value: { 'a/b': 'c' } },
        { op: 'remove', path: '/spec/template/spec/containers/1' },
      ],
      'json-patch',
    );
    expect(status).toBe(200);
    expect(containersOf(body).map((container) => container.image)).toEqual(['registry.example/app:2']);
    expect(body.metadata.labels).toEqual({ 'a/b': 'c' });
  });

  it('[CONTRACT-71] JSON patch: a test that fails answers 422 and changes nothing', async () => {
    const name = await create('json');
    const patch = [
      { op: 'replace', path: '/spec/minReadySeconds', value: 9 },
      { op: 'test', path: '/metadata/name', value: 'other' },
    ];
    expect(await world().api.patch(path(name), patch, 'json-patch')).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    expect((await world().api.get<DaemonSet>(path(name))).body.spec.minReadySeconds ?? 0).toBe(0);
  });

  it('[CONTRACT-72] merge patch: null removes, a list is replaced whole', async () => {
    const name = await create('merge');
    await world().api.patch(path(name), { metadata: { annotations: { keep: 'x', drop: 'y' } } });
    const patch = {
      metadata: { annotations: { drop: null } },
      spec: { template: { spec: { containers: [{ name: 'only', image: 'registry.example/only:1' }] } } },
    };
    const { body } = await world().api.patch<DaemonSet>(path(name), patch);
    expect(body.metadata.annotations).toMatchObject({ keep: 'x' });
    expect(body.metadata.annotations).not.toHaveProperty('drop');
    expect(containersOf(body).map((container) => container.name)).toEqual(['only']);
  });

  it('[CONTRACT-73] strategic merge patch: containers and env merge by name', async () => {
    const name = await create('strategic');
    const patch = {
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'main',
                env: [
                  { name: 'B', value: '3' },
                  { name: 'C', value: '4' },
                ],
              },
            ],
          },
        },
      },
    };
    const { body } = await world().api.patch<DaemonSet>(path(name), patch, 'strategic-merge-patch');
    expect(containersOf(body).map((container) => [container.name, container.image])).toEqual([
      ['main', 'registry.example/app:1'],
      ['side', 'registry.example/side:1'],
    ]);
    const env = (containersOf(body)[0] as unknown as { env: { name: string; value: string }[] }).env;
    expect(Object.fromEntries(env.map((variable) => [variable.name, variable.value]))).toEqual({ A: '1', B: '3', C: '4' });
  });

  it('[CONTRACT-74] strategic merge patch: $patch delete removes by name, $patch replace replaces', async () => {
    const name = await create('strategic');
    const without = { spec: { template: { spec: { containers: [{ name: 'side', $patch: 'delete' }] } } } };
    const removed = await world().api.patch<DaemonSet>(path(name), without, 'strategic-merge-patch');
    expect(containersOf(removed.body).map((container) => container.name)).toEqual(['main']);
    const template = {
      $patch: 'replace',
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'new', image: 'registry.example/new:1' }] },
    };
    const replaced = await world().api.patch<DaemonSet>(path(name), { spec: { template } }, 'strategic-merge-patch');
    expect(containersOf(replaced.body).map((container) => container.name)).toEqual(['new']);
    expect(replaced.body.spec.template.spec).not.toHaveProperty('nodeSelector');
  });

  it('[CONTRACT-75] strategic merge patch: tolerations are replaced whole', async () => {
    const name = await create('strategic');
    const tolerate = (key: string) => ({ spec: { template: { spec: { tolerations: [{ key, operator: 'Exists' }] } } } });
    await world().api.patch(path(name), tolerate('one'), 'strategic-merge-patch');
    const { body } = await world().api.patch<DaemonSet>(path(name), tolerate('two'), 'strategic-merge-patch');
    expect(body.spec.template.spec.tolerations).toEqual([{ key: 'two', operator: 'Exists' }]);
  });

  it('[CONTRACT-76] what kubectl label, taint and cordon send', async () => {
    const [node] = (await world().nodes(1)).names;
    const nodePath = `/api/v1/nodes/${node}`;
    const labelled = await world().api.patch<Node>(nodePath, { metadata: { labels: { disk: 'ssd' } } });
    expect(labelled.body.metadata.labels).toMatchObject({ disk: 'ssd', 'kubernetes.io/hostname': node });
    const taints = [{ key: 'law', value: '76', effect: 'NoSchedule' }];
    const tainted = await world().api.patch<Node>(nodePath, { spec: { taints } }, 'strategic-merge-patch');
    expect(tainted.body.spec.taints).toEqual(taints);
    const cordoned = await world().api.patch<Node>(nodePath, { spec: { unschedulable: true } }, 'strategic-merge-patch');
    expect(cordoned.body.spec).toMatchObject({ unschedulable: true });
    const uncordoned = await world().api.patch<Node>(nodePath, { spec: { unschedulable: null } }, 'strategic-merge-patch');
    expect(uncordoned.body.spec).not.toHaveProperty('unschedulable');
  });

  it('[CONTRACT-77] a resourceVersion in the patch is a precondition, another uid is refused', async () => {
    const name = await create('conditional');
    const stale = { metadata: { resourceVersion: '1', labels: { a: 'b' } } };
    expect(await world().api.patch(path(name), stale)).toMatchObject({
      status: 409,
      body: {
        reason: 'Conflict',
        message: `Operation cannot be fulfilled on daemonsets.apps "${name}": the object has been modified; please apply your changes to the latest version and try again`,
      },
    });
    const uid = '00000000-0000-0000-0000-000000000000';
    const foreign = await world().api.patch(path(name), { metadata: { uid, labels: { a: 'b' } } });
    expect(foreign).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    expect(foreign.body.message).toContain(`metadata.uid: Invalid value: "${uid}": field is immutable`);
  });

  it('[CONTRACT-78] an unknown patch type answers 415, a missing object 404', async () => {
    const name = await create('typed');
    const plain = await world().api.send({ method: 'PATCH', path: path(name), body: {}, contentType: 'application/json' });
    expect(plain).toMatchObject({ status: 415, body: { reason: 'UnsupportedMediaType' } });
    expect(await world().api.patch(path('absent'), {})).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
  });

  it('[CONTRACT-79] server-side apply creates, repeats without a change, and takes back what is no longer applied', async () => {
    const name = world().name('applied');
    const apply = (labels: Record<string, string>) =>
      world().api.send<DaemonSet>({
        method: 'PATCH',
        path: `${path(name)}?fieldManager=law`,
        contentType: 'application/apply-patch+yaml',
        body: { ...daemonSetManifest(name, { pod: { nodeSelector: { pool: 'none' } } }), metadata: { name, labels } },
      });
    const first = await apply({ a: '1', b: '2' });
    expect(first.status).toBe(201);
    const same = await apply({ a: '1', b: '2' });
    expect(same.status).toBe(200);
    expect(same.body.spec).toEqual(first.body.spec);
    const less = await apply({ a: '1' });
    expect(less.body.metadata.labels).toEqual({ a: '1' });
  });
}
