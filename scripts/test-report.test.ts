import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './setup.mjs';
import { vitestResult } from './test-report.mjs';

const CAUSE = 'Error: the machine stood still';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-test-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type File = ReturnType<typeof file>;

/** A file of a report; each test has passed, or failed with `CAUSE`. */
function file(name: string, tests: Readonly<Record<string, 'passed' | 'failed'>>, status?: 'failed') {
  const assertionResults = Object.entries(tests).map(([fullName, outcome]) => ({
    fullName,
    status: outcome,
    failureMessages: outcome === 'failed' ? [CAUSE] : [],
  }));
  const isBad = status === 'failed' || Object.values(tests).includes('failed');
  return { name: path.join(ROOT, name), status: isBad ? 'failed' : 'passed', message: status ? CAUSE : '', assertionResults };
}

/** Plays these reports, one for each run; answers what the second run was asked for beside the result. */
async function play(...reports: readonly (readonly File[] | null)[]) {
  const asked: (readonly string[])[] = [];
  const result = await vitestResult('tests', folder, ([output = '', ...files]: string[]) => {
    const report = reports[asked.length];
    asked.push(files);
    if (report) writeFileSync(output.replace('--outputFile.json=', ''), JSON.stringify({ testResults: report }));
    return Boolean(report?.every(({ status }) => status === 'passed'));
  });
  return { asked, result };
}

describe('the result of vitest', () => {
  it('[REPORT-1] is the first run when nothing failed', async () => {
    const { asked, result } = await play([file('a.test.ts', { one: 'passed', two: 'passed' })]);
    expect(asked).toEqual([[]]);
    expect(result).toEqual({ name: 'tests', passed: 2, failed: 0, failures: [], secondTries: [] });
  });

  it('[REPORT-2] gives only the files in which something failed a second try, and says so of the tests that needed it', async () => {
    const good = file('good.test.ts', { three: 'passed' });
    const first = [file('a.test.ts', { one: 'failed', two: 'passed' }), good];
    const { asked, result } = await play(first, [file('a.test.ts', { one: 'passed', two: 'passed' })]);
    expect(asked).toEqual([[], ['a.test.ts']]);
    expect(result).toMatchObject({ passed: 3, failed: 0, failures: [], secondTries: [`one (${CAUSE})`] });
  });

  it('[REPORT-3] is a failure of what fails twice, or passed at first and fails then', async () => {
    const first = [file('a.test.ts', { one: 'failed', two: 'passed' })];
    const { result } = await play(first, [file('a.test.ts', { one: 'failed', two: 'failed' })]);
    expect(result).toMatchObject({ passed: 0, failed: 2, failures: [`one (${CAUSE})`, `two (${CAUSE})`] });
  });

  it('[REPORT-4] gives a file that broke before its tests a second try too', async () => {
    const broken = [file('a.test.ts', {}, 'failed')];
    const { result } = await play(broken, [file('a.test.ts', { one: 'passed' })]);
    expect(result).toMatchObject({ passed: 1, failed: 0, secondTries: [`one (${CAUSE})`] });
    expect((await play(broken, broken)).result).toMatchObject({ passed: 0, failed: 1 });
  });

  it('[REPORT-5] is a failure without a report, without a test, or when the second run leaves none', async () => {
    for (const reports of [[null], [[]], [[file('a.test.ts', { one: 'failed' })], null]]) {
      expect((await play(...reports)).result).toMatchObject({ failed: 1 });
    }
  });
});
