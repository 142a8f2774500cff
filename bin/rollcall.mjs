#!/usr/bin/env node
// The command `rollcall`: the dashboard on a real cluster. Plain JavaScript for Node 20: it runs before the pinned Node does.
import { readFileSync } from 'node:fs';
import { ensureBuilt } from '../scripts/build.mjs';
import { childEnvironment, ensureInstalled, fail } from '../scripts/setup.mjs';
import { FlagError, flagsToEnvironment, parseFlags, USAGE } from './flags.mjs';
import { openBrowser } from './open-browser.mjs';
import { portProblem, startServer } from './server-process.mjs';

const flags = readFlags();
if (flags.help) end(USAGE);
if (flags.version) end(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
const problem = await portProblem(flags.address, flags.port);
if (problem) fail(problem);

const node = await ensureInstalled();
const entry = await ensureBuilt();
const env = childEnvironment(flagsToEnvironment(flags));
const server = await startServer({ node, entry, address: flags.address, port: flags.port, env }).catch((error) =>
  fail(error.message),
);
console.log(`Rollcall is ready at ${server.url}`);
if (flags.open) openBrowser(server.url);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop());
process.exitCode = await server.exited;

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
