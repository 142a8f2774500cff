import { describe, expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { splitImages } from './revision-images.ts';
import { oddPods } from './revision-pods.ts';

const DAEMON_SET = aDaemonSet().withTemplateGeneration(1).build();

/** The Pods that the model gives of a DaemonSet with the revision `hash1` in use. */
function placed(...pods: readonly Pod[]) {
  const rollout = createClusterRollout();
  rollout.setDaemonSet(DAEMON_SET);
  rollout.setControllerRevision(aRevision(DAEMON_SET).build());
  rollout.setControllerRevision(
    aRevision(aDaemonSet().withImage('registry.example/logger:0').build(), 'hash0').numbered(0).build(),
  );
  for (const node of ['n1', 'n2', 'n3']) rollout.setNode(aNode(node).build());
  for (const pod of pods) rollout.setPod(pod);
  rollout.settle(0);
  return [...rollout.pods(DAEMON_SET.metadata.uid)];
}

const on = (node: string, image = 'registry.example/logger:1') =>
  aPod(DAEMON_SET, `p-${node}`)
    .on(node)
    .withSpec({ containers: [{ name: 'main', image }] });

describe('Pods that are not what their hash says', () => {
  it('[REVISION-5] are none while each carries a hash that a revision has and runs its images', () => {
    const pods = placed(on('n1').build(), on('n2', 'registry.example/logger:0').ofRevision('hash0').build());
    expect(oddPods(pods)).toEqual([]);
  });

  it('[REVISION-5] adopted Pods of another template that count as updated by generation alone are named: nothing replaces them', () => {
    const adopted = on('n1', 'registry.example/logger:0').ofTemplateGeneration(1);
    expect(oddPods(placed(adopted.ofRevision('hash0').build()))).toEqual([
      {
        id: 'generationOnly/hash0',
        kind: 'generationOnly',
        hash: 'hash0',
        container: '',
        wanted: '',
        found: '',
        pods: 1,
        nodes: ['n1'],
      },
    ]);
    expect(oddPods(placed(adopted.ofRevision('lost').build())).map(({ kind }) => kind)).toEqual([
      'generationOnly',
      'lostRevision',
    ]);
  });

  it('[REVISION-5] Pods without a hash, of a lost revision, or with an image that was edited are grouped with their Nodes', () => {
    const hashless = on('n3').withMeta({ labels: { app: 'logger' } });
    const found = oddPods(
      placed(
        on('n2', 'registry.example/logger:edited').build(),
        on('n1', 'registry.example/logger:edited').build(),
        hashless.build(),
        aPod(DAEMON_SET, 'lost').on('n3').ofRevision('gone').build(),
      ),
    );
    expect(found.map(({ kind, hash, wanted, found: image, nodes }) => [kind, hash, wanted, image, nodes.join()])).toEqual([
      ['otherImage', 'hash1', 'registry.example/logger:1', 'registry.example/logger:edited', 'n1,n2'],
      ['lostRevision', 'gone', '', '', 'n3'],
      ['noHash', '', '', '', 'n3'],
    ]);
  });

  it('[REVISION-5] containers that admission added, terminating Pods and Pods that the selector does not match are left out', () => {
    const containers = [
      { name: 'main', image: 'registry.example/logger:1' },
      { name: 'mesh', image: 'x' },
    ];
    const pods = placed(
      on('n1').withSpec({ containers }).build(),
      on('n2').ofRevision('gone').terminating().build(),
      on('n3').withMeta({ labels: {} }).build(),
    );
    expect(oddPods(pods)).toEqual([]);
    expect(pods.map(({ node }) => node)).toEqual(['n1']);
  });
});

const status = (imageID: string) => ({ name: 'main', ready: true, restartCount: 0, imageID });
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

describe('one tag, different bits', () => {
  const run = (node: string, imageID: string, image?: string) =>
    on(node, image)
      .withStatus({ phase: 'Running', containerStatuses: [status(imageID)] })
      .build();

  it('[REVISION-6] an image that is another digest on some Nodes is told with the Nodes of each, the commonest first', () => {
    const pods = placed(
      run('n1', `docker.io/library/logger@${digest('a')}`),
      run('n2', `docker-pullable://mirror.example/logger@${digest('b')}`),
      run('n3', `mirror.example/logger@${digest('b')}`),
    );
    expect(splitImages(pods)).toEqual([
      {
        container: 'main',
        image: 'registry.example/logger:1',
        digests: [
          { id: `image/main/${digest('b')}`, digest: digest('b'), pods: 2, nodes: ['n2', 'n3'] },
          { id: `image/main/${digest('a')}`, digest: digest('a'), pods: 1, nodes: ['n1'] },
        ],
      },
    ]);
  });

  it('[REVISION-6] other tags, other forms of an id and images that have not been pulled are no difference', () => {
    const pods = placed(
      run('n1', `docker.io/library/logger@${digest('a')}`),
      run('n2', digest('b')),
      run('n3', `registry.example/logger@${digest('c')}`, 'registry.example/logger:2'),
      aPod(DAEMON_SET, 'waiting').on('n3').waiting('ImagePullBackOff').build(),
    );
    expect(splitImages(pods)).toEqual([]);
    expect(splitImages(placed(run('n1', ''), run('n2', 'nonsense'), run('n3', 'registry.example/logger:1')))).toEqual([]);
  });
});
