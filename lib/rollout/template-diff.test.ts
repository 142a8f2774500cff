import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateDigest } from '#lib/kubernetes/template-digest.ts';
import { templateDifferences } from './template-diff.ts';
import { itemKey, pathText } from './template-diff-path.ts';
import { fromTree, type Tree, templatePair } from './template-diff-tree.ts';

const scalar = fc.oneof(fc.constantFrom('a', 'b', ''), fc.integer({ min: 0, max: 2 }), fc.boolean());
const member = fc.constantFrom('name', 'image', 'env', 'value', 'args', '__proto__', '_t', 'constructor', 'x.y/z', 'resources');
const { tree: anything } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(member, tie('tree'), { maxKeys: 4 }),
  ),
}));
const names = fc.constantFrom('a', 'b', 'c');
const env = fc.array(fc.record({ name: names, value: scalar }, { requiredKeys: ['name'] }), { maxLength: 4 });
const ports = fc.array(fc.record({ containerPort: fc.integer({ min: 1, max: 3 }), name: names, hostPort: fc.nat(2) }), {
  maxLength: 3,
});
const container = fc.record(
  { name: names, image: names, env, ports, args: fc.array(names, { maxLength: 4 }), securityContext: anything },
  { requiredKeys: ['name'] },
);
const template = fc.record(
  {
    metadata: fc.dictionary(fc.constantFrom('labels', 'annotations'), fc.dictionary(member, names)),
    spec: fc.record(
      {
        containers: fc.array(container, { maxLength: 3 }),
        initContainers: fc.array(container, { maxLength: 2 }),
        tolerations: fc.array(fc.record({ key: names, effect: names }, { requiredKeys: [] }), { maxLength: 3 }),
        nodeSelector: fc.dictionary(member, names),
        unknownField: anything,
      },
      { requiredKeys: ['containers'] },
    ),
  },
  { requiredKeys: ['spec'] },
);

interface Differing {
  readonly path: string;
  /** A list whose items have no key, or the same one twice: what differs in it is not looked for. */
  readonly whole: boolean;
}

/** The steps to everything that differs, found without the code under test. */
function differing(before: Tree | undefined, after: Tree | undefined, path: string): readonly Differing[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return differingItems(before, after, path);
  if (!isMapOrNothing(before) || !isMapOrNothing(after)) return [{ path, whole: Array.isArray(before ?? after) }];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return keys.size === 0
    ? [{ path, whole: false }]
    : [...keys].flatMap((key) => differing(before?.[key], after?.[key], `${path}${key}`));
}

function differingItems(before: readonly Tree[], after: readonly Tree[], path: string): readonly Differing[] {
  const keys = new Set([...before, ...after].map(itemKey));
  const isKeyed = [before, after].every((list) => new Set(list.map(itemKey)).size === list.length && list.every(hasKey));
  const find = (list: readonly Tree[], key: string) => list.find((item) => itemKey(item) === key);
  const inner = isKeyed ? [...keys].flatMap((key) => differing(find(before, key), find(after, key), `${path}[${key}]`)) : [];
  return inner.length > 0 ? inner : [{ path, whole: true }];
}

function hasKey(item: Tree): boolean {
  return itemKey(item) !== JSON.stringify(item);
}

function isMapOrNothing(tree: Tree | undefined): tree is Readonly<Record<string, Tree>> | undefined {
  return tree === undefined || (typeof tree === 'object' && !Array.isArray(tree));
}

describe('differences of two templates', () => {
  it('[DIFF-1] cover everything that differs: no path that differs is left out', () => {
    fc.assert(
      fc.property(template, template, (one, other) => {
        const pair = templatePair(one, other);
        const listed = templateDifferences(pair).map(({ path }) => path.join(''));
        const missed = differing(pair.before, pair.after, '').filter(
          ({ path, whole }) => !listed.some((known) => path.startsWith(known) || (whole && known.startsWith(path))),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('[DIFF-2] there is none exactly when the digests of the templates are equal', () => {
    fc.assert(
      fc.property(template, template, fc.boolean(), (one, other, same) => {
        const [before, after] = [one, same ? structuredClone(one) : other];
        const count = templateDifferences(templatePair(before, after)).length;
        expect(count === 0).toBe(templateDigest(before) === templateDigest(after));
      }),
      { numRuns: 500 },
    );
  });

  it('[DIFF-2] `$patch`, nulls and an empty creationTimestamp are no difference', () => {
    const one = { metadata: { creationTimestamp: null }, spec: { containers: [{ name: 'a', args: null }] }, $patch: 'replace' };
    const other = { spec: { containers: [{ name: 'a' }] }, metadata: { creationTimestamp: '' } };
    expect(templateDifferences(templatePair(one, other))).toEqual([]);
  });

  it('[DIFF-3] items are matched by the key of a strategic merge patch, so a change of order hides no change', () => {
    const before = {
      spec: {
        containers: [
          { name: 'a', ports: [{ containerPort: 80, name: 'x' }] },
          { name: 'b', image: 'i:1' },
        ],
      },
    };
    const after = {
      spec: {
        containers: [
          { name: 'b', image: 'i:2' },
          { name: 'a', ports: [{ containerPort: 80, name: 'y' }] },
        ],
      },
    };
    const found = templateDifferences(templatePair(before, after)).map(({ path, change }) => `${pathText(path)} ${change}`);
    expect(found.sort()).toEqual([
      'spec.containers reordered',
      'spec.containers[a].ports[80/TCP].name changed',
      'spec.containers[b].image changed',
    ]);
  });

  it('[DIFF-4] lists too long to be compared item by item are one difference, in bounded time', () => {
    const list = (seed: number) => Array.from({ length: 50_000 }, (_, index) => `${(index * seed) % 50_021}`);
    const found = templateDifferences(templatePair({ spec: { list: list(7) } }, { spec: { list: list(11) } }));
    expect(found.map(({ path, change }) => [pathText(path), change])).toEqual([['spec.list', 'changed']]);
  });

  it('[DIFF-5] keys such as `__proto__` and `_t` are ordinary', () => {
    const before = JSON.parse('{"metadata":{"labels":{"__proto__":"a","_t":"a","constructor":"x"}}}');
    const found = templateDifferences(templatePair(before, { metadata: { labels: {} } }));
    expect(found.map(({ path }) => path.at(-1)).sort()).toEqual(['.__proto__', '._t', '.constructor']);
    expect(JSON.stringify(fromTree(templatePair(before, {}).before))).toContain('"__proto__":"a"');
  });
});
