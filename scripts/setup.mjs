// Runs before anything is installed: only what Node 20 has, no dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 20;
const STAMP = path.join(ROOT, 'node_modules', '.rollcall-installed');
const PINNED_NODE = path.join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Prints one sentence about what is being done. */
export function say(sentence) {
  console.log(`rollcall: ${sentence}`);
}

/** Prints one sentence about what went wrong and ends the process with `code`. */
export function fail(sentence, code = 1) {
  console.error(`rollcall: ${sentence}`);
  process.exit(code);
}

/**
 * Makes node_modules match package-lock.json when it does not.
 * Returns the path of the pinned Node; ends the process with a sentence when that cannot be had.
 */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) fail(`Node ${OLDEST_NODE} or newer is needed to set up; this is ${process.versions.node}.`);
  const wanted = lockfileHash();
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
    say('installing packages (about a minute) …');
    // Not `npm ci`: it refuses a lockfile that lacks an optional package of a platform on which it was not written.
    run(
      ...npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']),
      'npm install failed; its words are above.',
    );
    writeFileSync(STAMP, wanted);
  }
  if (!existsSync(PINNED_NODE)) {
    fail('the pinned Node is missing: its package sets it up with an install script, so install without --ignore-scripts.');
  }
  return PINNED_NODE;
}

/** Runs a program with inherited output in the checkout; ends the process with `sentence` when it fails. */
export function run(command, args, sentence, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment(env) });
  if (error || status !== 0) fail(error ? `${sentence} (${error.message})` : sentence);
}

/** The environment of every child: the pinned Node first in PATH, telemetry off. */
export function childEnvironment(extra = {}) {
  const bin = path.join(ROOT, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, NEXT_TELEMETRY_DISABLED: '1', ...extra };
}

/** The path of a package's program in node_modules/.bin. */
export function program(name) {
  return path.join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}

function lockfileHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex');
}
