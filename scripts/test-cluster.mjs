// npm run test:cluster: the suite of e2e/control-plane on real control planes; the first time builds them with Go.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { childEnvironment, ensureInstalled, fail, ROOT, run, say } from './setup.mjs';

const node = await ensureInstalled();
const browser = ensureBrowser();
const controlPlane = path.join(ROOT, 'e2e', 'control-plane');
say('looking for the programs of a control plane …');
run(node, [path.join(controlPlane, 'build.ts')], 'the control plane could not be built; the reason is above.');

const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-test-cluster-'));
const report = path.join(folder, 'report.json');
const code = await vitest([
  'run',
  '--config',
  path.join(controlPlane, 'vitest.config.ts'),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
const { passed, failed } = counts(report);
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(code === 0 && failed === 0 && passed > 0 ? 0 : 1);

function vitest(arguments_) {
  const environment = browser ? { ROLLCALL_CHROMIUM: browser } : {};
  const program = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(node, [program, ...arguments_], { cwd: ROOT, stdio: 'inherit', env: childEnvironment(environment) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`vitest could not be started: ${error.message}.`));
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}

/** Tests that passed and failed; a file that broke before its tests, or a test that did not run, has failed too. */
function counts(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    say(`vitest left no report: ${error.message}.`);
    return { passed: 0, failed: 1 };
  }
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = results.numPassedTests;
  return { passed, failed: results.numTotalTests - passed + broken.length };
}
