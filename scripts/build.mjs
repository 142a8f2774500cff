import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, program, ROOT, run, say } from './setup.mjs';

const SOURCES = ['app', 'components', 'lib', 'public'];
const FILES = ['package-lock.json', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'instrumentation.ts'];
const STAMP = path.join(ROOT, '.next', 'rollcall-built');
const STANDALONE = path.join(ROOT, '.next', 'standalone');

/** Builds the dashboard when its sources have changed since the last build. Returns the server's entry file. */
export async function ensureBuilt() {
  await ensureInstalled();
  const entry = path.join(STANDALONE, 'server.js');
  const wanted = sourceHash();
  if (existsSync(entry) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return entry;
  say('building the dashboard (about half a minute) …');
  run(program('next'), ['build'], 'next build failed; its own words are above.', { NODE_ENV: 'production' });
  cpSync(path.join(ROOT, '.next', 'static'), path.join(STANDALONE, '.next', 'static'), { recursive: true });
  cpSync(path.join(ROOT, 'public'), path.join(STANDALONE, 'public'), { recursive: true });
  writeFileSync(STAMP, wanted);
  return entry;
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES.flatMap(filesBelow), ...FILES]) {
    if (/\.(test|spec)\.tsx?$/.test(file) || !existsSync(path.join(ROOT, file))) continue;
    hash.update(file).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await ensureBuilt();
