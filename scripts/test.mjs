import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, program, say } from './setup.mjs';
import { check, finish, playwrightResult, runs, vitestResult } from './test-report.mjs';

// `npm test`: everything that needs no Go toolchain. Every step runs even when an earlier one failed.
await ensureInstalled();
const browser = ensureBrowser();
await ensureBuilt();

const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-test-'));
const browserReport = path.join(folder, 'browser.json');

const results = [
  check('lint, format and import rules', program('biome'), ['check', '.']),
  check('type check', program('tsc'), ['--noEmit']),
  check('unused code', program('knip'), []),
  check('[SIZE-1] script of the DaemonSet page', process.execPath, ['scripts/script-size.mjs']),
];

say('unit tests …');
const unit = ['run', '--reporter=dot', '--reporter=json'];
results.push(await vitestResult('unit tests', folder, (more) => runs(program('vitest'), [...unit, ...more])));

say('browser tests …');
const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, ...(browser ? { PLAYWRIGHT_CHROMIUM: browser } : {}) };
const browserTests = ['test', '--reporter=line,json'];
results.push(playwrightResult('browser tests', program('playwright'), browserTests, { report: browserReport, environment }));

rmSync(folder, { recursive: true, force: true });
finish(results);
