import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { deletePodsCommand, evictPodCommand, nodesCommand, patchCommand } from './act-command.ts';
import { planCordon, planDeleteNode } from './act-nodes.ts';
import { type ManagedMeta, ownerWarnings } from './act-owner.ts';

const everywhere = aDaemonSet('everywhere').build();
const elsewhere = aDaemonSet('elsewhere').withNodeSelector('pool', 'other').build();

describe('planning acts on Nodes', () => {
  it('[ACT-20] a cordon moves no DaemonSet, since each tolerates its taint; what is so already is not done', () => {
    const node = aNode().build();
    const plan = planCordon({ node, daemonSets: [everywhere, elsewhere] }, { cordon: true });
    expect(plan.effects.map(({ code }) => code)).toEqual(['act.cordons', 'act.noDaemonSetMoves']);
    expect(planCordon({ node: aNode().cordoned().build(), daemonSets: [] }, { cordon: true }).already).toBe(true);
    expect(planCordon({ node, daemonSets: [] }, { cordon: false }).already).toBe(true);
  });

  it('[ACT-21] deleteNode names each DaemonSet that loses the Node, warns that it runs, and asks for its name', () => {
    const plan = planDeleteNode({ node: aNode().build(), daemonSets: [everywhere, elsewhere] }, { otherPods: 2 });
    expect(plan.effects).toContainEqual({ code: 'act.podsGoWithNode', params: { pods: 3, others: 2 } });
    expect(plan.effects).toContainEqual({ code: 'act.daemonSetsLose', params: { count: 1, names: 'default/everywhere' } });
    expect(plan.warnings.map(({ code }) => code)).toEqual(['act.nodeIsReady', 'act.registersAgain']);
    expect(plan.confirmation).toBe('node-1');
  });

  it('[ACT-22] who may undo a change is told by the object itself', () => {
    const by = (parts: Partial<ManagedMeta>) =>
      ownerWarnings({ labels: {}, annotations: {}, ownerReferences: [], managers: [], ...parts }).map(({ params }) => params.by);
    const tracking = 'logs:apps/DaemonSet:a/b';
    const helm = { 'app.kubernetes.io/managed-by': 'Helm' };
    expect(by({ annotations: { 'argocd.argoproj.io/tracking-id': tracking } })).toEqual([`Argo CD ${tracking}`]);
    expect(by({ labels: helm, annotations: { 'meta.helm.sh/release-name': 'logs' } })).toEqual(['Helm release logs']);
    expect(by({ labels: helm })).toEqual(['Helm']);
    const flux = { labels: { 'kustomize.toolkit.fluxcd.io/name': 'infra' }, managers: ['kustomize-controller'] };
    expect(by(flux)).toEqual(['Flux Kustomization infra']);
    expect(by({ managers: ['kubectl-client-side-apply', 'rollcall', 'network-operator'] })).toEqual(['network-operator']);
    expect(by({ ownerReferences: [{ apiVersion: 'v1', kind: 'Tigera', name: 'x', uid: 'u' }] })).toEqual(['Tigera x']);
    expect(by({ labels: { constructor: 'x' } })).toEqual([]);
  });

  it('[ACT-23] equal commands are one a line, quoted for a shell, and none where a word could deceive', () => {
    const pods = Array.from({ length: 120 }, (_, index) => ({
      kind: 'Pod' as const,
      namespace: 'a',
      name: `p${index}`,
      uid: 'u',
    }));
    const lines = deletePodsCommand('a', pods).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^kubectl delete pod --namespace=a --wait=false p100 .* p119$/);
    expect(patchCommand({ namespace: 'a', name: 'b' }, { x: "it's" })).toBe(
      `kubectl patch --type=merge '--patch={"x":"it'\\''s"}' --namespace=a daemonset b`,
    );
    expect(evictPodCommand('a', 'b')).toMatch(
      /^echo '.*"Eviction".*' \| kubectl create --raw=\/api\/v1\/namespaces\/a\/pods\/b\/eviction/,
    );
    expect(nodesCommand('cordon', [{ kind: 'Node', name: '-rf', uid: 'u' }])).toBe('');
  });
});
