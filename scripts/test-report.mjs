import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { childEnvironment, ROOT, say } from './setup.mjs';

/**
 * Runs a check that counts as one test.
 * Returns `{ name, passed, failed }`.
 */
export function check(name, command, args) {
  say(`${name} …`);
  const ok = runs(command, args, {});
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/**
 * Runs a test runner and reads its JSON report. A run without a readable report, without any test, or that ends
 * badly although no test failed counts as one failure.
 * Returns `{ name, passed, failed }`.
 */
export function countsOf(name, command, args, { report, kind, environment = {} }) {
  const ok = runs(command, args, environment);
  const counts = existsSync(report) ? READERS[kind](JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  const isSilentFailure = counts.failed === 0 && (!ok || counts.passed === 0);
  return { name, passed: counts.passed, failed: isSilentFailure ? 1 : counts.failed };
}

/** Prints each result and the closing line `N passed, N failed`, and ends the process accordingly. */
export function finish(results) {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  for (const { name, passed, failed } of results) say(`${name}: ${passed} passed, ${failed} failed`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}

const READERS = {
  vitest: ({ numPassedTests, numFailedTests, testResults }) => {
    const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + brokenFiles };
  },
  playwright: ({ stats, errors }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }),
};

function runs(command, args, environment) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment(environment) }).status === 0;
}
