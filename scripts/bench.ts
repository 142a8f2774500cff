// npm run bench [-- model server browser]: what Rollcall costs, part by part; all parts when none is named.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';

const PARTS = {
  /** One event in the model, by the number of Nodes. */
  model: { flags: ['--max-old-space-size=8000'], needsBuild: false, needsBrowser: false },
  /** Memory of the server over 5,000 Nodes. */
  server: { flags: [], needsBuild: true, needsBrowser: false },
  /** Sizes, first pictures, changes and movements in a browser. */
  browser: { flags: [], needsBuild: true, needsBrowser: true },
} as const;
type Part = keyof typeof PARTS;

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  console.error(`There is no part named ${JSON.stringify(unknown)}; the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const parts = (asked.length > 0 ? asked : Object.keys(PARTS)) as Part[];
if (parts.some((part) => PARTS[part].needsBuild)) await ensureBuilt();
const browser = parts.some((part) => PARTS[part].needsBrowser) ? ensureBrowser() : undefined;
const env = { ...process.env, ...(browser ? { PLAYWRIGHT_CHROMIUM: browser } : {}) };
const failed = parts.filter((part) => run(part) !== 0);
process.exitCode = failed.length;

function run(part: Part): number {
  console.log(`\n== ${part} ==`);
  const args = [...PARTS[part].flags, path.join(import.meta.dirname, `bench-${part}.ts`)];
  return spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;
}
