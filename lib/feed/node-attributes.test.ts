import { describe, expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { nodeAttributes, nodeRoles, nodeTrouble } from './node-attributes.ts';
import { TROUBLE } from './snapshot.ts';

describe('nodeAttributes', () => {
  it.each([
    ['karpenter.sh/nodepool', 'spot'],
    ['eks.amazonaws.com/nodegroup', 'workers'],
    ['cloud.google.com/gke-nodepool', 'default-pool'],
    ['kubernetes.azure.com/agentpool', 'agentpool1'],
  ])('[FEED-10] the pool is what %s says', (key, value) => {
    expect(nodeAttributes(aNode().withLabel(key, value).build()).pool).toBe(value);
  });

  it("[FEED-11] Karpenter's pool wins over the cloud's, and Cluster API's owner counts when no label says more", () => {
    const both = aNode().withLabel('eks.amazonaws.com/nodegroup', 'ng').withLabel('karpenter.sh/nodepool', 'kp').build();
    expect(nodeAttributes(both).pool).toBe('kp');
    const annotations = { 'cluster.x-k8s.io/owner-name': 'md-0-abc' };
    expect(nodeAttributes(aNode().withMeta({ annotations }).build()).pool).toBe('md-0-abc');
  });

  it('[FEED-12] zone and instance type are read from current labels before beta ones; what is not said is empty', () => {
    const node = aNode()
      .withLabel('failure-domain.beta.kubernetes.io/zone', 'old')
      .withLabel('topology.kubernetes.io/zone', 'zone-a')
      .withLabel('beta.kubernetes.io/instance-type', 'm5.large')
      .createdAt('2026-01-01T00:00:01Z')
      .build();
    const createdAt = Date.parse('2026-01-01T00:00:01Z') / 1000;
    expect(nodeAttributes(node)).toEqual({ zone: 'zone-a', pool: '', role: '', instanceType: 'm5.large', trouble: 0, createdAt });
  });

  it('[FEED-13] roles are listed as kubectl lists them', () => {
    expect(nodeRoles({ 'node-role.kubernetes.io/master': '', 'node-role.kubernetes.io/control-plane': '' })).toEqual([
      'control-plane',
      'master',
    ]);
    expect(nodeRoles({ 'kubernetes.io/role': 'worker', 'node-role.kubernetes.io/': 'x' })).toEqual(['worker']);
  });

  it('[FEED-14] an unparsable creation time is 0, never NaN', () => {
    expect(nodeAttributes(aNode().createdAt('yesterday').build()).createdAt).toBe(0);
  });
});

describe('nodeTrouble', () => {
  it.each([
    ['Ready', aNode(), 0],
    ['Ready False', aNode().withCondition('Ready', 'False'), TROUBLE.notReady],
    ['Ready Unknown', aNode().withCondition('Ready', 'Unknown'), TROUBLE.unreachable],
    ['the unreachable taint', aNode().withTaint('node.kubernetes.io/unreachable', 'NoExecute'), TROUBLE.unreachable],
    ['DiskPressure', aNode().withCondition('DiskPressure', 'True'), TROUBLE.pressure],
    ['DiskPressure False', aNode().withCondition('DiskPressure', 'False'), 0],
    ['cordoned', aNode().cordoned(), TROUBLE.cordoned],
    ['deleting', aNode().withMeta({ deletionTimestamp: '2026-01-01T00:00:00Z' }), TROUBLE.deleting],
  ] as const)('[FEED-15] %s', (_, builder, trouble) => {
    expect(nodeTrouble(builder.build())).toBe(trouble);
  });

  it('[FEED-16] a Node that has never reported is not ready', () => {
    expect(nodeTrouble({ ...aNode().build(), status: {} })).toBe(TROUBLE.notReady);
  });
});
