#!/usr/bin/env node
// The command `rollcall`: the dashboard on a real cluster. Plain JavaScript for Node 20: it runs before the pinned Node does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../scripts/build.mjs';
import { childEnvironment, ensureInstalled, fail } from '../scripts/setup.mjs';
import { FlagError, flagsToEnvironment, parseFlags, USAGE } from './flags.mjs';
import { openBrowser } from './open-browser.mjs';
import { portProblem, startServer } from './server-process.mjs';

/** The server has said in one sentence why it does not start. */
const REFUSED = 2;

if (process.argv[2] === 'status') process.exit(await runStatus(process.argv.slice(3)));
const flags = readFlags();
if (flags.help) end(USAGE);
if (flags.version) end(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
const problem = await portProblem(flags.address, flags.port);
if (problem) fail(problem);

const node = await ensureInstalled();
const entry = await ensureBuilt();
const env = childEnvironment(flagsToEnvironment(flags));
const server = await startServer({ node, entry, address: flags.address, port: flags.port, env }).catch((error) =>
  error.exitCode === REFUSED ? process.exit(REFUSED) : fail(error.message),
);
const hasLink = flags.signIn !== 'user' && !flags.behindProxy;
const url = hasLink ? server.link() : server.url;
console.log(`Rollcall is ready at ${url}`);
if (flags.open) openBrowser(url);
if (hasLink) offerLinks();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop());
process.exitCode = await server.exited;

/** Runs on the pinned Node: it reads TypeScript. Resolves to the exit code. */
async function runStatus(argv) {
  const script = fileURLToPath(new URL('status.ts', import.meta.url));
  const child = spawn(
    await ensureInstalled(),
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', script, ...argv],
    {
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return code ?? 2;
}

/** A link signs in once and within a minute; a new one is a key away, here where nobody else reads along. */
function offerLinks() {
  const print = () => console.log(`rollcall: sign in at ${server.link()}`);
  if (process.platform !== 'win32') process.on('SIGUSR2', print);
  if (!process.stdin.isTTY) return;
  console.log('rollcall: the link works once, for a minute; press Enter for another one.');
  createInterface({ input: process.stdin })
    .on('line', print)
    .on('SIGINT', () => server.stop());
  process.stdin.unref();
}

function readFlags() {
  try {
    return parseFlags(process.argv.slice(2), process.env);
  } catch (error) {
    if (error instanceof FlagError) fail(error.message, 2);
    throw error;
  }
}

function end(text) {
  console.log(text);
  process.exit(0);
}
