import { describe, expect, it } from 'vitest';
import type { PodSpec } from '#lib/kubernetes/pod.ts';
import { aDaemonSet, type DaemonSetBuilder } from '#lib/testing/builders/a-daemon-set.ts';
import type { NodeRollout } from './node-rollout.ts';
import { warningsOf } from './warnings.ts';

const container = { name: 'main', image: 'registry.example/logger:1', readinessProbe: {} };

/** Nothing to warn of. */
const quiet = aDaemonSet().withTemplate({ containers: [container], priorityClassName: 'system-node-critical' });

function codes(builder: DaemonSetBuilder, rollouts: readonly NodeRollout[] = [], desired = 10): readonly string[] {
  return warningsOf(builder.build(), desired, rollouts).map(({ code }) => code);
}

function params(builder: DaemonSetBuilder): readonly unknown[] {
  return warningsOf(builder.build(), 10, []).map((warning) => warning.params);
}

function rollout(available: boolean, terminatingUntil: string | null = null): NodeRollout {
  const pods = [{ available, terminatingUntil }];
  return { node: 'n', placement: { shouldRun: true }, pods } as unknown as NodeRollout;
}

const withSpec = (parts: Partial<PodSpec>) => quiet.withTemplate(parts);

describe('warnings', () => {
  it('[WARNING-1] a budget that takes every Node at once is named, and one that does not is not', () => {
    expect(codes(quiet)).toEqual([]);
    expect(codes(quiet.withMaxUnavailable('100%'))).toEqual(['warning.everyNode']);
    expect(codes(quiet.withMaxUnavailable(10))).toEqual(['warning.everyNode']);
    expect(codes(quiet.withMaxUnavailable(9))).toEqual([]);
    expect(codes(quiet.withMaxUnavailable('100%'), [], 1)).toEqual([]);
    expect(codes(quiet.withMaxSurge('100%'))).toEqual([]);
  });

  it('[WARNING-2] Nodes without an available Pod lose it outside the budget, unless a surge keeps it', () => {
    const nodes = [rollout(true), rollout(false), rollout(false, '2026-01-01T00:00:00Z')];
    expect(codes(quiet, nodes)).toEqual(['warning.brokenOutsideBudget']);
    expect(warningsOf(quiet.build(), 10, nodes)[0]?.params).toEqual({ nodes: 1 });
    expect(codes(quiet.withMaxSurge(1), nodes)).toEqual([]);
  });

  it('[WARNING-3] a surge cannot share ports of the Node, those of the host network included', () => {
    const ports = [{ containerPort: 9100, hostPort: 9100 }, { containerPort: 80 }];
    const taken = withSpec({ containers: [{ ...container, ports }] });
    expect(codes(taken)).toEqual([]);
    expect(params(taken.withMaxSurge(1))).toEqual([{ ports: '9100/TCP' }]);
    expect(params(taken.withTemplate({ hostNetwork: true }).withMaxSurge(1))).toEqual([{ ports: '9100/TCP, 80/TCP' }]);
  });

  it('[WARNING-4] whoever keeps the manifest is named', () => {
    const owned = quiet.withAnnotation('meta.helm.sh/release-name', 'logging');
    expect(params(owned)).toEqual([{ by: 'Helm release logging' }]);
    const operator = { apiVersion: 'x/v1', kind: 'Tigera', name: 'default', uid: 'u' };
    expect(params(quiet.withMeta({ ownerReferences: [operator] }))).toEqual([{ by: 'Tigera default' }]);
  });

  it('[WARNING-5] what a template lacks is named: a priority, a readinessProbe, a history, and a toleration that lasts', () => {
    expect(codes(withSpec({ priorityClassName: '' }))).toEqual(['warning.noPriorityClass']);
    expect(codes(withSpec({ containers: [{ name: 'main' }] }))).toEqual(['warning.noReadinessProbe']);
    expect(codes(withSpec({ containers: [{ name: 'main' }, container] }))).toEqual([]);
    const bounded = { key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
    expect(params(quiet.withToleration(bounded))).toEqual([{ toleration: 'maintenance:NoExecute', seconds: 60 }]);
    // The controller makes its own tolerations boundless.
    expect(codes(quiet.withToleration({ ...bounded, key: 'node.kubernetes.io/not-ready' }))).toEqual([]);
    const forgetful = quiet.build();
    expect(warningsOf({ ...forgetful, spec: { ...forgetful.spec, revisionHistoryLimit: 0 } }, 10, [])).toHaveLength(1);
    expect(codes(quiet.onDelete())).toEqual(['warning.onDelete']);
  });
});
