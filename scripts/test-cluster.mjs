// npm run test:cluster: the suite of e2e/control-plane on real control planes; the first time builds them with Go.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { childEnvironment, ensureInstalled, fail, ROOT, run, say } from './setup.mjs';
import { finish, vitestResult } from './test-report.mjs';

const node = await ensureInstalled();
const browser = ensureBrowser();
const controlPlane = path.join(ROOT, 'e2e', 'control-plane');
say('looking for the programs of a control plane …');
run(node, [path.join(controlPlane, 'build.ts')], 'the control plane could not be built; the reason is above.');

const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-test-cluster-'));
const configuration = path.join(controlPlane, 'vitest.config.ts');
const vitestRun = ['run', '--config', configuration, '--reporter=default', '--reporter=json'];
const wanted = process.argv.slice(2);
const result = await vitestResult('tests on the control plane', folder, async ([output, ...again]) => {
  const files = again.length > 0 ? again : wanted;
  return (await vitest([...vitestRun, output, ...files])) === 0;
});
rmSync(folder, { recursive: true, force: true });
finish([result]);

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
