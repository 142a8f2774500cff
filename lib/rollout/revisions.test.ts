import { describe, expect, it } from 'vitest';
import { REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { templateDigest } from '#lib/kubernetes/template-digest.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { isPodUpdated, revisionContext } from './revisions.ts';

const before = aDaemonSet().withImage('app:1').build();
const after = aDaemonSet().withImage('app:2').atGeneration(2).build();
const first = aRevision(before, 'one').numbered(1).build();
const second = aRevision(after, 'two').numbered(2).build();

describe('update revision', () => {
  it('[REV-1] hash or template generation makes a Pod updated', () => {
    const context = revisionContext(aDaemonSet().withImage('app:2').withTemplateGeneration(7).build(), [first, second]);
    const pod = aPod(after);
    expect(isPodUpdated(pod.ofRevision('two').build(), context)).toBe(true);
    expect(isPodUpdated(pod.ofRevision('one').build(), context)).toBe(false);
    expect(isPodUpdated(pod.ofRevision('one').ofTemplateGeneration(7).build(), context)).toBe(true);
    expect(isPodUpdated(pod.ofRevision('one').ofTemplateGeneration(6).build(), context)).toBe(false);
  });

  it('[REV-1] a template generation that is no number is as good as none', () => {
    for (const annotation of ['', 'x', '1.5', '9223372036854775808']) {
      const daemonSet = aDaemonSet().withAnnotation('deprecated.daemonset.template.generation', annotation).build();
      expect(revisionContext(daemonSet, []).templateGeneration).toBeNull();
    }
    expect(
      revisionContext(aDaemonSet().withAnnotation('deprecated.daemonset.template.generation', '+07').build(), [])
        .templateGeneration,
    ).toBe('7');
  });

  it('[REV-2] the revision with the same template is current, even when it is not the highest', () => {
    expect(revisionContext(after, [first, second])).toMatchObject({ current: second, hash: 'two', revisions: [second, first] });
    expect(revisionContext(before, [first, second])).toMatchObject({ current: first, hash: 'one' });
    const copy = aRevision(after, 'copy').numbered(3).build();
    expect(revisionContext(after, [first, copy, second]).current).toBe(copy);
  });

  it('[REV-2] revisions of another uid, Namespace or selector are not owned', () => {
    const foreign = aRevision(aDaemonSet().withMeta({ uid: 'dead' }).build(), 'x').build();
    const elsewhere = aRevision(after, 'y').withMeta({ namespace: 'other' }).build();
    const relabelled = aRevision(after, 'z')
      .withMeta({ labels: { [REVISION_HASH_LABEL]: 'z' } })
      .build();
    expect(revisionContext(after, [foreign, elsewhere, relabelled])).toMatchObject({ current: null, revisions: [] });
  });

  it('[REV-3] without an equal template the highest revision counts once the spec is observed', () => {
    const reserialized = aDaemonSet().withImage('app:3').atGeneration(3, 3).build();
    expect(revisionContext(reserialized, [second, first])).toMatchObject({ current: second, hash: 'two' });
  });

  it('[REV-3] while the new revision is on its way, Pods of the one before are not updated', () => {
    const observed = aDaemonSet().withImage('app:3').atGeneration(3, 3).withTemplateGeneration(3).build();
    const context = revisionContext(observed, [second, first]);
    expect(isPodUpdated(aPod(after).ofRevision('two').ofTemplateGeneration(2).build(), context)).toBe(false);
    expect(isPodUpdated(aPod(after).ofRevision('three').ofTemplateGeneration(3).build(), context)).toBe(true);
  });

  it('[REV-4] before the spec is observed nothing is updated but by generation', () => {
    const unobserved = aDaemonSet().withImage('app:3').atGeneration(3, 2).withTemplateGeneration(3).build();
    const context = revisionContext(unobserved, [first, second]);
    expect(context).toMatchObject({ current: null, hash: '' });
    expect(isPodUpdated(aPod(after).ofRevision('two').build(), context)).toBe(false);
    expect(isPodUpdated(aPod(after).ofRevision('').build(), context)).toBe(false);
    expect(isPodUpdated(aPod(after).ofTemplateGeneration(3).build(), context)).toBe(true);
  });

  it('[REV-5] a revision without the label goes by its name', () => {
    const { metadata, ...rest } = second;
    const unlabelled = { ...rest, metadata: { ...metadata, labels: { app: 'logger' } } };
    expect(revisionContext(after, [unlabelled]).hash).toBe('logger-two');
  });

  it('[REV-6] serialization does not matter to equality, everything else does', () => {
    const template = {
      metadata: { labels: { a: '1' } },
      spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'x' }] }] },
    };
    const stored = {
      $patch: 'replace',
      spec: { containers: [{ env: [{ value: 'x', name: 'A' }], name: 'c', command: null }], affinity: null },
      metadata: { creationTimestamp: null, labels: { a: '1' } },
    };
    expect(templateDigest(stored)).toBe(templateDigest(template));
    const changed = { ...template, spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'y' }] }] } };
    expect(templateDigest(changed)).not.toBe(templateDigest(template));
    expect(templateDigest({ spec: { containers: ['b', 'a'] } })).not.toBe(templateDigest({ spec: { containers: ['a', 'b'] } }));
  });
});
