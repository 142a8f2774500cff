import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

it('[DEPLOY-9] each test that deploy/README.md names as the proof of a defence exists', () => {
  const files = globSync('{app,bin,components,e2e,lib,scripts}/**/*.{ts,tsx}', { cwd: ROOT });
  const written = new Set(
    files.flatMap((file) =>
      [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/\[([A-Z0-9]+(?:-[A-Z]+)*-\d+)\]/g)].map(([, id]) => id),
    ),
  );
  const rows = readFileSync(path.join(ROOT, 'deploy/README.md'), 'utf8').matchAll(/^\| (T\d+) .*\| (.*) \|$/gm);
  const named = [...rows].flatMap(([, threat = '', tests = '']) =>
    tests.split(', ').flatMap((text) => {
      const [first = '', last = first] = text.split(' to ');
      const [prefix, from, to] = [first.replace(/\d+$/, ''), Number(/\d+$/.exec(first)?.[0]), Number(/\d+$/.exec(last)?.[0])];
      return Array.from({ length: to - from + 1 }, (_, index) => [threat, `${prefix}${from + index}`] as const);
    }),
  );
  expect(named.length).toBeGreaterThan(90);
  expect(new Set(named.map(([threat]) => threat)).size).toBe(26);
  expect(named.filter(([, id]) => !written.has(id))).toEqual([]);
});
