import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { childEnvironment, ROOT, say } from './setup.mjs';

/**
 * Runs a check that counts as one test.
 * Returns a result: `{ name, passed, failed, failures, secondTries }`, the last two as titles of tests.
 */
export function check(name, command, args) {
  say(`${name} …`);
  const ok = runs(command, args, {});
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: ok ? [] : [name], secondTries: [] };
}

/** Runs a test runner that writes a JSON report and returns its result, as `resultOf` does. */
export function countsOf(name, command, args, { report, kind, environment = {} }) {
  return resultOf(name, { ok: runs(command, args, environment), report, kind });
}

/**
 * The result of a test runner (`kind`: vitest or playwright) by its JSON report. A run without a readable report, without
 * any test, or that ended badly (not `ok`) although no test failed counts as one failure.
 */
export function resultOf(name, { ok, report, kind }) {
  const read = readReport(report, kind);
  const isSilentFailure = read.failed === 0 && (!ok || read.passed === 0);
  return { name, ...read, ...(isSilentFailure ? { failed: 1, failures: [`${name}: ended badly, or ran nothing`] } : {}) };
}

/**
 * Prints each result, what failed or needed a second try, and the closing line `N passed, N failed`, and ends the process
 * accordingly.
 */
export function finish(results) {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  for (const { name, passed, failed } of results) say(`${name}: ${passed} passed, ${failed} failed`);
  for (const title of results.flatMap(({ secondTries }) => secondTries)) console.log(`SECOND TRY: ${title}`);
  for (const title of results.flatMap(({ failures }) => failures)) console.log(`FAILED: ${title}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}

function readReport(file, kind) {
  try {
    return READERS[kind](JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    say(`the test runner left no report: ${error.message}.`);
    return { passed: 0, failed: 0, failures: [], secondTries: [] };
  }
}

const READERS = { vitest: readVitest, playwright: readPlaywright };

/** A file that broke before its tests has failed, and so has a test that did not run. */
function readVitest({ numPassedTests, numTotalTests, testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests + broken.length,
    failures: [
      ...tests.filter(({ status }) => status !== 'passed').map((test) => `${test.fullName}${reasonIn(test.failureMessages[0])}`),
      ...broken.map(({ name, message }) => `${name}${reasonIn(message)}`),
    ],
    secondTries: tests
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map((test) => `${test.fullName}${reasonIn(test.failureMessages[0])}`),
  };
}

function readPlaywright({ stats, errors, suites }) {
  const specs = suites.flatMap(specsIn);
  const titles = (outcome) =>
    specs.flatMap(({ title, file, tests }) =>
      tests.filter(({ status }) => status === outcome).map(({ results }) => `${file}: ${title}${reasonIn(errorOf(results))}`),
    );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
    failures: [
      ...titles('unexpected'),
      ...titles('skipped'),
      ...errors.map(({ message }) => `browser tests${reasonIn(message)}`),
    ],
    secondTries: titles('flaky'),
  };
}

const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)];

const errorOf = (results) => results.find(({ error }) => error)?.error.message;

/** How an error's message begins, in one line without colours: an assertion's first line alone says nothing of what was found. */
function reasonIn(message) {
  const line = stripVTControlCharacters(message ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? '' : ` (${line.slice(0, 600)})`;
}

function runs(command, args, environment) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment(environment) }).status === 0;
}
