import { describe, expect, it } from 'vitest';
import { draftText, readDraft } from './what-if-draft.ts';
import { readSchedulingText, schedulingText } from './what-if-text.ts';

describe('what-if text', () => {
  it('[WHATIFTEXT-1] what was written is what is read', () => {
    const scheduling = {
      nodeSelector: { 'kubernetes.io/os': 'linux', tier: '01' },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['yes', '1'] }] }],
          },
        },
      },
      tolerations: [{ key: 'gpu', operator: 'Exists', tolerationSeconds: 5 }],
    };
    expect(readSchedulingText(schedulingText(scheduling))).toEqual({ kind: 'scheduling', scheduling, corrected: null });
    const nothing = { nodeSelector: {}, affinity: null, tolerations: [] };
    expect(readSchedulingText('')).toMatchObject({ scheduling: nothing });
    expect(readSchedulingText(schedulingText({}))).toMatchObject({ scheduling: nothing });
  });

  it('[WHATIFTEXT-2] of a whole manifest only what decides placement is read; one of a removed API comes back corrected', () => {
    const template = { metadata: { labels: { app: 'x' } }, spec: { nodeSelector: { a: 'b' }, containers: [{ name: 'm' }] } };
    const manifest = { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template } };
    const scheduling = { nodeSelector: { a: 'b' }, affinity: null, tolerations: [] };
    expect(readSchedulingText(JSON.stringify(manifest))).toEqual({ kind: 'scheduling', scheduling, corrected: null });
    const old = readSchedulingText(JSON.stringify({ ...manifest, apiVersion: 'extensions/v1beta1' }));
    expect(old).toMatchObject({ scheduling, corrected: { from: 'extensions/v1beta1' } });
    expect(old.kind === 'scheduling' && old.corrected?.manifest).toContain('apiVersion: apps/v1');
    expect(old.kind === 'scheduling' && old.corrected?.manifest).toContain('type: OnDelete');
  });

  it('[WHATIFTEXT-3] says where a text is no YAML, and what is no map; what the API does not know goes to the server', () => {
    expect(readSchedulingText('nodeSelector:\n  a: b\n c: d')).toMatchObject({ kind: 'problem', line: 3 });
    expect(readSchedulingText('a: 1\na: 2')).toMatchObject({ kind: 'problem', line: 2 });
    expect(readSchedulingText('- a')).toMatchObject({ kind: 'problem', line: 1 });
    expect(readSchedulingText('toleration: []')).toMatchObject({ kind: 'scheduling', scheduling: { toleration: [] } });
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c]',
    ];
    expect(readSchedulingText(bomb.join('\n'))).toMatchObject({ kind: 'problem' });
    expect(readSchedulingText('x'.repeat(70_000))).toMatchObject({ kind: 'problem' });
  });
});

describe('what-if draft', () => {
  it('[WHATIFTEXT-4] stands in the address of the page, unless it is too long for one', () => {
    const changes = [
      { nodes: ['n1'], labels: { a: null, b: '' }, taints: [{ key: 'k', value: '', effect: 'NoExecute', remove: false }] },
    ];
    const draft = { template: { nodeSelector: null, tolerations: [{ operator: 'Exists' }] }, changes };
    expect(readDraft(draftText(draft) ?? '')).toEqual(draft);
    const many = Array.from({ length: 500 }, (_, index) => `node-${index}`);
    expect(draftText({ template: {}, changes: [{ nodes: many, labels: {}, taints: [] }] })).toBeNull();
  });

  it.each(['', '[]', '1', '{"template":[],"changes":{}}', '{"changes":[1,null,{"nodes":{},"labels":[],"taints":"x"}]}', '{'])(
    '[WHATIFTEXT-5] an address that somebody made up breaks nothing: %s',
    (text) => {
      const { template, changes } = readDraft(text);
      expect(template).toEqual({});
      for (const change of changes) expect(change).toEqual({ nodes: [], labels: {}, taints: [] });
    },
  );
});
