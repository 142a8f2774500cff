import { beforeAll, expect, it } from 'vitest';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { podManifest } from './manifests.ts';
import { type ObjectList, podsOf, type World } from './world.ts';

/** How lists are narrowed. */
export function selectorLaws(world: () => World): void {
  let namespace = '';
  let node = '';
  const names = async (query: string) => {
    const answer = await world().api.get<ObjectList<Pod>>(`${podsOf(namespace)}?${query}`);
    return world()
      .accepted(answer)
      .items.map((pod) => pod.metadata.name);
  };
  const labelled = (selector: string) => names(`labelSelector=${encodeURIComponent(selector)}`);
  const fielded = (selector: string) => names(`fieldSelector=${encodeURIComponent(selector)}`);

  beforeAll(async () => {
    namespace = await world().namespace();
    [node = ''] = (await world().nodes(1)).names;
    const pods = {
      a: podManifest('a', { labels: { tier: 'front', colour: 'red' }, nodeName: node }),
      b: podManifest('b', { labels: { tier: 'back' }, nodeName: node }),
      c: podManifest('c', { labels: { colour: '' }, nodeSelector: { pool: 'none' } }),
    };
    for (const pod of Object.values(pods)) await world().created(podsOf(namespace), pod);
    await world().until<Pod>(
      podsOf(namespace),
      'two running pods',
      (all) => all.filter((pod) => pod.status.phase === 'Running').length === 2,
    );
  });

  it.each([
    ['tier=front', ['a']],
    ['tier==back', ['b']],
    ['tier!=front', ['b', 'c']],
    ['tier in (front,back)', ['a', 'b']],
    ['tier notin (front)', ['b', 'c']],
    ['tier', ['a', 'b']],
    ['!tier', ['c']],
    ['colour=', ['c']],
    ['tier=front,colour=red', ['a']],
    ['tier=front,colour!=red', []],
  ])('[CONTRACT-35] labelSelector %s', async (selector, expected) => {
    expect(await labelled(selector)).toEqual(expected);
  });

  it('[CONTRACT-36] a label selector that cannot be parsed answers 400', async () => {
    const answer = await world().api.get(`${podsOf(namespace)}?labelSelector=${encodeURIComponent('tier in front')}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { kind: 'Status', reason: 'BadRequest', message: expect.stringContaining('unable to parse requirement') },
    });
  });

  it('[CONTRACT-37] field selectors on Pods: metadata.name, spec.nodeName, status.phase', async () => {
    expect(await fielded('metadata.name=a')).toEqual(['a']);
    expect(await fielded(`spec.nodeName=${node}`)).toEqual(['a', 'b']);
    expect(await fielded('spec.nodeName=')).toEqual(['c']);
    expect(await fielded('status.phase=Running')).toEqual(['a', 'b']);
    expect(await fielded('status.phase!=Running')).toEqual(['c']);
    expect(await fielded(`spec.nodeName=${node},metadata.name!=a`)).toEqual(['b']);
  });

  it('[CONTRACT-38] a field that cannot be selected by answers 400 and names it', async () => {
    expect(await world().api.get(`${podsOf(namespace)}?fieldSelector=spec.hostname2%3Dx`)).toMatchObject({
      status: 400,
      body: { reason: 'BadRequest', message: expect.stringContaining('field label not supported: spec.hostname2') },
    });
  });

  it('[CONTRACT-39] events are selected by the object that they are about', async () => {
    const about = { kind: 'Pod', namespace, name: 'a' };
    const event = (name: string, involvedObject: object) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject,
      reason: 'Law',
      message: name,
      type: 'Normal',
    });
    const events = `/api/v1/namespaces/${namespace}/events`;
    await world().created(events, event('about-a', { ...about, uid: 'u-1' }));
    await world().created(events, event('about-b', { ...about, name: 'b', uid: 'u-2' }));
    const found = async (selector: string) => {
      const query = `fieldSelector=${encodeURIComponent(`reason=Law,${selector}`)}`;
      const { body } = await world().api.get<ObjectList<KubernetesEvent>>(`${events}?${query}`);
      return body.items.map((item) => item.metadata.name);
    };
    expect(await found('involvedObject.name=a,involvedObject.kind=Pod')).toEqual(['about-a']);
    expect(await found('involvedObject.uid=u-2')).toEqual(['about-b']);
    expect(await found('type=Normal')).toEqual(['about-a', 'about-b']);
  });
}
