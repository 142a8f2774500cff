import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aWaveWorld } from '#lib/testing/builders/a-wave-world.ts';
import { makeExactFilter, readExactFilter } from './exact-filter.ts';
import { stalePodOn } from './wave-facts.ts';
import { compileScope, makeScope } from './wave-scope.ts';

it('[WAVE-14] the filter answers for every known key as it was told', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 300 }), fc.nat({ max: 300 }), (keys, cut) => {
      const isMember = readExactFilter(makeExactFilter(keys.slice(0, cut), keys.slice(cut)));
      expect(keys.map((key) => isMember(key))).toEqual(keys.map((_, index) => index < cut));
    }),
  );
});

it('[WAVE-14] a filter that is no base64 is refused, and a key on both sides too', () => {
  expect(() => readExactFilter('no filter')).toThrow(RangeError);
  expect(() => makeExactFilter(['a'], ['a'])).toThrow('The same key is a member and is not.');
});

it('[WAVE-14] any half of 5,000 Nodes is told from the other half within three kilobytes', () => {
  const world = aWaveWorld(5_000);
  const nodes = [...world.facts().nodes()];
  const chosen = nodes.filter((_, index) => ((index * 2_654_435_761) >>> 7) % 2 === 0);
  const scope = makeScope(nodes, chosen);
  const isInScope = compileScope(scope);
  const found = nodes.filter((node) => isInScope(node.name, stalePodOn(node) ?? expect.fail()));
  expect(found.map(({ name }) => name)).toEqual(chosen.map(({ name }) => name));
  expect(scope.kind).toBe('filter');
  expect(JSON.stringify(scope).length).toBeLessThan(3_000);
});

it('[WAVE-14] few Nodes are named in their order, and a Pod that came later belongs to no scope', () => {
  const world = aWaveWorld(3);
  const chosen = ['n2', 'n0'].flatMap((name) => world.facts().node(name) ?? []);
  const scope = makeScope(world.facts().nodes(), chosen);
  expect(scope).toEqual({ kind: 'nodes', newest: '2026-01-01T00:00:00Z', names: ['n2', 'n0'] });
  const pod = stalePodOn(chosen[0] ?? expect.fail()) ?? expect.fail();
  const later = { ...pod, createdAt: '2026-01-01T00:00:01Z' };
  for (const each of [scope, { kind: 'all', newest: scope.newest } as const]) {
    expect([compileScope(each)('n2', pod), compileScope(each)('n2', later)]).toEqual([true, false]);
  }
  expect(compileScope(scope)('n1', pod)).toBe(false);
});
