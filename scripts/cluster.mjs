// A real control plane on loopback for a developer's hands: npm run cluster -- --nodes 1000
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { childEnvironment, ensureInstalled, fail, ROOT } from './setup.mjs';

const LIMITS = { nodes: [0, 20_000], zones: [1, 26], port: [1_024, 65_535] };
const USAGE = 'Usage: npm run cluster -- [--nodes N] [--zones N] [--port N]';

const flags = readFlags();
const node = await ensureInstalled();
const child = spawn(node, [path.join(ROOT, 'e2e', 'control-plane', 'main.ts'), ...flags], {
  cwd: ROOT,
  stdio: 'inherit',
  env: childEnvironment(),
});
// The child ends by itself on these; this process stays until it has.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`the control plane could not be started: ${error.message}.`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

function readFlags() {
  const options = { help: { type: 'boolean' } };
  for (const name of Object.keys(LIMITS)) options[name] = { type: 'string' };
  let values;
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    fail(`${error.message.split('\n')[0].replace(/\.? To specify.*/, '')}. ${USAGE}`, 2);
  }
  if (values.help) {
    console.log(`${USAGE}\nStarts Kubernetes' own programs with simulated nodes on 127.0.0.1 until Ctrl-C.`);
    process.exit(0);
  }
  return Object.entries(LIMITS).flatMap(([name, [least, most]]) => {
    const value = values[name];
    if (value === undefined) return [];
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most))
      fail(`--${name} must be a whole number from ${least} to ${most}, not "${value}".`, 2);
    return [`--${name}`, String(number)];
  });
}
