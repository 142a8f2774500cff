import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { childEnvironment, ROOT, say } from './setup.mjs';

/**
 * Runs a check that counts as one test.
 * Returns a result: `{ name, passed, failed, failures, secondTries }`, the last two as titles of tests.
 */
export function check(name, command, args) {
  say(`${name} …`);
  const ok = runs(command, args);
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: ok ? [] : [name], secondTries: [] };
}

/** Runs playwright, which writes a JSON report, and returns its result, as `check` does. */
export function playwrightResult(name, command, args, { report, environment }) {
  const ok = runs(command, args, environment);
  return resultOf(name, {
    ok,
    read: readReport(report, readPlaywright, { passed: 0, failed: 0, failures: [], secondTries: [] }),
  });
}

/**
 * The result of vitest, as `check` returns one. `run` takes arguments and answers whether vitest ended well; files in which
 * something failed run a second time, by themselves, since the machines that run this are shared and stall for seconds.
 */
export async function vitestResult(name, folder, run) {
  const report = (which) => path.join(folder, `${which}.json`);
  const firstOk = await run([`--outputFile.json=${report('first')}`]);
  const first = readReport(report('first'), filesIn, []);
  const files = first.filter(({ status }) => status === 'failed').map((file) => path.relative(ROOT, file.name));
  if (files.length === 0) return resultOf(name, { ok: firstOk, read: readVitest(first) });
  say(`a second time, by themselves: ${files.join(', ')} …`);
  const ok = await run([`--outputFile.json=${report('second')}`, ...files]);
  const second = readReport(report('second'), filesIn, []);
  return resultOf(name, { ok, read: readVitest(withSecondTries(first, second)) });
}

/** A run that ended badly (not `ok`) although no test failed, or without any test, counts as one failure. */
function resultOf(name, { ok, read }) {
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

/** What `read` makes of a JSON report; `nothing` when there is none that can be read. */
function readReport(file, read, nothing) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    say(`the test runner left no report: ${error.message}.`);
    return nothing;
  }
}

const filesIn = ({ testResults }) => testResults;

const hasFailedTest = ({ assertionResults }) => assertionResults.some(({ status }) => status === 'failed');

/** The files of the second run in the place of the first, whose failures stay on their tests; a file that is missing there stays failed. */
function withSecondTries(first, second) {
  const again = new Map(second.map((file) => [file.name, file]));
  return first.map((file) => {
    const now = again.get(file.name);
    if (now === undefined) return file;
    const before = new Map(file.assertionResults.map((test) => [test.fullName, test.failureMessages]));
    const wholeFile = hasFailedTest(file) ? [] : [file.message];
    return {
      ...now,
      assertionResults: now.assertionResults.map((test) => ({
        ...test,
        failureMessages: [...test.failureMessages, ...(before.get(test.fullName) ?? wholeFile)],
      })),
    };
  });
}

/** A file that broke before its tests has failed, and so has a test that did not run. */
function readVitest(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const broken = files.filter((file) => file.status === 'failed' && !hasFailedTest(file));
  return {
    passed,
    failed: tests.length - passed + broken.length,
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

/** Whether the program ended well; its output goes where ours goes. */
export function runs(command, args, environment = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment(environment) }).status === 0;
}
