import { describe, expect, it } from 'vitest';
import { labelSelectorText } from '#lib/kubernetes/label-selector-text.ts';
import { templateOwners } from '#lib/kubernetes/template-owners.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { revisionHistory } from './revision-history.ts';

const DAEMON_SET = aDaemonSet().build();
const { uid } = DAEMON_SET.metadata;
const revision = (hash: string, number: number) => aRevision(DAEMON_SET, hash).numbered(number);
const history = (revisions: readonly unknown[], more: Partial<Parameters<typeof revisionHistory>[0]> = {}) =>
  revisionHistory({ uid, revisions, owners: [], current: null, ...more });

describe('the history', () => {
  it('[REVISION-1] lists the revisions that the DaemonSet controls by number, with change-cause and images', () => {
    const foreign = aRevision(aDaemonSet('other').withMeta({ uid: 'other' }).build()).build();
    const old = revision('a', 9).withChangeCause('first').createdAt('2026-01-01T00:00:00Z').build();
    const young = revision('b', 10).createdAt('2026-01-02T00:00:00Z').build();
    expect(history([young, foreign, old], { current: young.metadata.name })).toEqual([
      {
        revision: 9,
        name: 'logger-a',
        hash: 'a',
        current: false,
        createdAt: '2026-01-01T00:00:00Z',
        changeCause: 'first',
        author: null,
        images: ['registry.example/logger:1'],
        fault: null,
        template: old.data?.spec?.template,
      },
      expect.objectContaining({ revision: 10, current: true, changeCause: null }),
    ]);
  });

  it.each([
    ['dataMissing', {}],
    ['dataMissing', { data: null }],
    ['otherKind', { data: 'text' }],
    ['otherKind', { data: { kind: 'StatefulSet', spec: { template: { spec: { containers: [] } } } } }],
    ['otherKind', { data: { spec: { replicas: 3 } } }],
    ['otherKind', { data: { spec: { template: { spec: { containers: [{ image: 'x' }] } } } } }],
    [
      'otherKind',
      {
        data: { spec: { template: { spec: { containers: [], deep: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) } } } },
      },
    ],
    ['patchOnly', { data: { spec: { template: { $patch: 'replace' } } } }],
    ['patchOnly', { data: { $patch: 'replace' } }],
    ['patchOnly', { data: {} }],
  ])('[REVISION-2] a revision that cannot be read is marked %s, and the others stay: %#', (fault, parts) => {
    const { data: _, ...bare } = revision('a', 1).build();
    const found = history([{ ...bare, ...parts }, revision('b', 2).build()]);
    expect(found.map((entry) => [entry.fault, entry.template === null, entry.images.length])).toEqual([
      [fault, true, 0],
      [null, false, 1],
    ]);
  });

  it('[REVISION-2] two of one number, one without a number and one without a hash are marked, each with its template', () => {
    const { revision: _, ...numberless } = revision('c', 0).build();
    const hashless = revision('d', 4)
      .withMeta({ labels: { app: 'logger' } })
      .build();
    const found = history([
      revision('a', 3).build(),
      revision('b', 3).build(),
      numberless,
      hashless,
      'nonsense',
      { metadata: 1 },
    ]);
    expect(found.map((entry) => [entry.name, entry.revision, entry.fault])).toEqual([
      ['logger-c', null, 'noNumber'],
      ['logger-a', 3, 'sameNumber'],
      ['logger-b', 3, 'sameNumber'],
      ['logger-d', 4, 'noHash'],
    ]);
    expect(found.every(({ template }) => template !== null)).toBe(true);
  });
});

const owner = (manager: string, time: string) => ({ manager, operation: 'Update', time });

describe('who and when', () => {
  it('[REVISION-3] are read from the managers of spec.template, without the status and whoever manages other fields', () => {
    const template = { 'f:spec': { 'f:template': { 'f:spec': {} } } };
    const managedFields = [
      { ...owner('helm', '2026-01-01T00:00:00Z'), fieldsV1: template },
      { ...owner('kubectl-set', '2026-01-02T00:00:00Z'), fieldsV1: template, subresource: '' },
      { ...owner('kube-controller-manager', '2026-01-03T00:00:00Z'), fieldsV1: template, subresource: 'status' },
      { ...owner('scaler', '2026-01-04T00:00:00Z'), fieldsV1: { 'f:spec': { 'f:updateStrategy': {} } } },
      { ...owner('timeless', ''), fieldsV1: template },
      'nonsense',
    ];
    expect(templateOwners({ metadata: { managedFields } })).toEqual([
      owner('kubectl-set', '2026-01-02T00:00:00Z'),
      owner('helm', '2026-01-01T00:00:00Z'),
    ]);
    expect(templateOwners({ metadata: {} })).toEqual([]);
  });

  it('[REVISION-4] a revision is by the manager whose change lies right before it, else by nobody that is known', () => {
    const revisions = [
      revision('a', 1).createdAt('2026-01-01T00:00:00Z').build(),
      revision('b', 2).createdAt('2026-01-02T00:00:01Z').build(),
      revision('c', 3).createdAt('2026-01-03T00:00:00Z').build(),
    ];
    const owners = [owner('kubectl-edit', '2026-01-05T00:00:00Z'), owner('kubectl-set', '2026-01-02T00:00:00Z')];
    expect(history(revisions, { owners, current: 'logger-c' }).map(({ author }) => author?.manager)).toEqual([
      undefined,
      'kubectl-set',
      undefined,
    ]);
  });

  it('[REVISION-4] of revisions that follow each other within seconds each has its own author', () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}Z`;
    const revisions = ['a', 'b', 'c'].map((hash, index) =>
      revision(hash, index)
        .createdAt(at(3 + 2 * index))
        .build(),
    );
    const owners = [owner('third', at(7)), owner('second', at(5))];
    expect(history(revisions, { owners, current: 'logger-c' }).map(({ author }) => author?.manager)).toEqual([
      undefined,
      'second',
      'third',
    ]);
  });

  it('[REVISION-4] of two managers in one second nobody is said to be the author', () => {
    const revisions = [revision('a', 1).createdAt('2026-01-01T00:00:03Z').build()];
    const owners = [owner('kubectl-client-side-apply', '2026-01-01T00:00:02Z'), owner('kubectl-set', '2026-01-01T00:00:02Z')];
    expect(history(revisions, { owners, current: 'logger-a' })[0]?.author).toBe(null);
    expect(history(revisions, { owners: owners.slice(1), current: 'logger-a' })[0]?.author?.manager).toBe('kubectl-set');
  });

  it('[REVISION-4] a revision that is in use again came back by a change after every revision was made', () => {
    const revisions = [
      revision('a', 3).createdAt('2026-01-01T00:00:00Z').build(),
      revision('b', 2).createdAt('2026-01-02T00:00:00Z').build(),
    ];
    const owners = [owner('kubectl-rollout', '2026-01-03T00:00:00Z')];
    const found = history(revisions, { owners, current: 'logger-a' });
    expect(found.map(({ name, author }) => [name, author?.manager])).toEqual([
      ['logger-b', undefined],
      ['logger-a', 'kubectl-rollout'],
    ]);
  });
});

it('[SELECTOR-1] a selector is asked for as kubectl writes it', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In', values: ['b', 'a'] },
    { key: 'x', operator: 'NotIn', values: ['y'] },
    { key: 'has', operator: 'Exists' },
    { key: 'old', operator: 'DoesNotExist' },
  ];
  expect(labelSelectorText({ matchLabels: { app: 'logger' }, matchExpressions })).toBe(
    '!old,app=logger,has,tier in (a,b),x notin (y)',
  );
  expect(labelSelectorText({})).toBe('');
});
