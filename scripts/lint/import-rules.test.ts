import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Planting {
  rule: string;
  file: string;
  code: string;
  /** The lint rule that must object, or null where the code is legal. */
  objection: string | null;
}

const RESTRICTED = 'lint/style/noRestrictedImports';
const uses = (specifier: string) => `import { a } from '${specifier}';\n\nexport const b = a;\n`;
const planted = (rule: string, file: string, code: string, objection: string | null): Planting => ({
  rule,
  file,
  code,
  objection,
});

const PLANTINGS: readonly Planting[] = [
  planted('LAYER-1 layers import only to their left', 'lib/kubernetes/p1.ts', uses('#lib/rollout/x.ts'), RESTRICTED),
  planted('LAYER-1 layers import only to their left', 'lib/rollout/p2.ts', uses('../feed/x.ts'), RESTRICTED),
  planted('LAYER-1 layers import only to their left', 'lib/rollout/p3.ts', uses('#lib/kubernetes/x.ts'), null),
  planted('LAYER-1 layers import only to their left', 'lib/feed/p4.ts', uses('#components/ui/x.tsx'), RESTRICTED),
  planted('LAYER-2 server and client never meet', 'lib/server/p5.ts', uses('#lib/client/x.ts'), RESTRICTED),
  planted('LAYER-2 server and client never meet', 'lib/client/p6.ts', uses('#lib/server/x.ts'), RESTRICTED),
  planted('LAYER-2 server and client never meet', 'lib/client/p7.ts', uses('#lib/feed/x.ts'), null),
  planted(
    'LAYER-3 components see no raw Kubernetes objects',
    'components/node-grid/p8.tsx',
    uses('#lib/kubernetes/pod.ts'),
    RESTRICTED,
  ),
  planted('LAYER-3 components see no raw Kubernetes objects', 'components/node-grid/p9.tsx', uses('#lib/client/x.ts'), null),
  planted('LAYER-4 only bin, scripts and tests import the simulator', 'app/p10.tsx', uses('#lib/simulator/x.ts'), RESTRICTED),
  planted('LAYER-4 only bin, scripts and tests import the simulator', 'scripts/p11.ts', uses('#lib/simulator/x.ts'), null),
  planted(
    'LAYER-4 the simulator uses only the placement of the model',
    'lib/simulator/p12.ts',
    uses('#lib/rollout/phase.ts'),
    RESTRICTED,
  ),
  planted(
    'LAYER-4 the simulator uses only the placement of the model',
    'lib/simulator/p13.ts',
    uses('#lib/rollout/placement.ts'),
    null,
  ),
  planted('LAYER-5 pure layers import no runtime', 'lib/feed/p14.ts', uses('node:zlib'), RESTRICTED),
  planted('LAYER-5 pure layers import no React', 'lib/rollout/p15.ts', uses('react'), RESTRICTED),
  planted('LAYER-5 pure layers read no clock', 'lib/rollout/p16.ts', 'export const now = () => Date.now();\n', 'plugin'),
  planted(
    'LAYER-5 pure layers read no clock',
    'lib/rollout/p17.ts',
    'export const at = (text: string) => new Date(text);\n',
    null,
  ),
  planted('LAYER-5 pure layers are not random', 'lib/kubernetes/p18.ts', 'export const dice = () => Math.random();\n', 'plugin'),
  planted(
    'LAYER-5 pure layers touch no process',
    'lib/feed/p19.ts',
    'export const e = () => process.pid;\n',
    'lint/style/noRestrictedGlobals',
  ),
  planted(
    'LAYER-6 feature folders do not import each other',
    'components/node-grid/p20.tsx',
    uses('#components/rollout/x.tsx'),
    RESTRICTED,
  ),
  planted(
    'LAYER-6 feature folders do not import each other',
    'components/node-grid/p21.tsx',
    uses('../rollout/x.tsx'),
    RESTRICTED,
  ),
  planted('LAYER-6 feature folders do not import each other', 'components/node-grid/p22.tsx', uses('#components/ui/x.tsx'), null),
  planted(
    'LAYER-6 feature folders do not import each other',
    'components/node-grid/p24.tsx',
    uses('#components/node-cell/x.tsx'),
    null,
  ),
  planted('LAYER-7 no barrel files', 'lib/feed/p23.ts', "export * from './x.ts';\n", 'lint/performance/noBarrelFile'),
];

const ROOT = path.resolve(import.meta.dirname, '../..');
let folder = '';
let objections = new Map<string, string[]>();

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-lint-'));
  for (const name of ['biome.json', '.gitignore', 'scripts/lint/no-ambient-time.grit'])
    cpSync(path.join(ROOT, name), path.join(folder, name));
  for (const { file, code } of PLANTINGS) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), code);
  }
  objections = lint(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import rules', () => {
  it.each(PLANTINGS)('[$rule] $file', ({ file, objection }) => {
    expect(objections.get(file) ?? []).toEqual(objection === null ? [] : [objection]);
  });
});

function lint(cwd: string): Map<string, string[]> {
  const biome = path.join(ROOT, 'node_modules', '.bin', 'biome');
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], { cwd, encoding: 'utf8' });
  const report: { diagnostics: { category: string; severity: string; location: { path: string | { file: string } } }[] } =
    JSON.parse(stdout);
  const found = new Map<string, string[]>();
  for (const { category, location } of report.diagnostics) {
    const file = path.normalize(typeof location.path === 'string' ? location.path : location.path.file);
    found.set(file, [...(found.get(file) ?? []), category]);
  }
  return found;
}
