import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugsOf } from './slug.ts';

describe('slugsOf', () => {
  it('[SLUG-1] keeps what is safe and keeps the part that people know of what is not', () => {
    expect(slugsOf(['prod', 'kind-kind', 'in-cluster'])).toEqual(['prod', 'kind-kind', 'in-cluster']);
    expect(
      slugsOf(['arn:aws:eks:eu-west-1:123456789012:cluster/Payments', 'default/api-example-com:6443/kube:admin', 'admin@prod']),
    ).toEqual([
      expect.stringMatching(/^payments-[0-9a-f]{6}$/),
      expect.stringMatching(/^default-api-example-com-6443-kube-admin-[0-9a-f]{6}$/),
      expect.stringMatching(/^admin-prod-[0-9a-f]{6}$/),
    ]);
  });

  it('[SLUG-2] is unique, safe in a URL, stable, and the same whatever the other contexts are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), { maxLength: 8 }), (names) => {
        const slugs = slugsOf(names);
        expect(new Set(slugs).size).toBe(names.length);
        expect(slugs.every((slug) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(slug))).toBe(true);
        expect(slugsOf(names)).toEqual(slugs);
        expect(names.flatMap((name) => slugsOf([name]))).toEqual(slugs);
      }),
    );
  });

  it('[SLUG-3] a context that is called like the slug of another stays apart from it', () => {
    const [slug = ''] = slugsOf(['a/b']);
    expect(new Set(slugsOf(['a/b', slug])).size).toBe(2);
  });
});
