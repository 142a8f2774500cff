import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser } from '../bin/open-browser.mjs';
import { portProblem, startServer, stopProcess } from '../bin/server-process.mjs';
import { ensureBuilt } from './build.mjs';
import { parseDemoFlags, USAGE } from './demo-flags.mjs';
import { childEnvironment, ensureInstalled, fail, ROOT, say } from './setup.mjs';
import { stopOnce } from './stop-once.mjs';

const ADDRESS = '127.0.0.1';

const flags = readFlags();
const problem = await portProblem(ADDRESS, flags.port);
if (problem) fail(problem);
const node = await ensureInstalled();
const entry = await ensureBuilt();

const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-demo-'));
const stops = stopOnce();
stops.afterwards(() => rmSync(folder, { recursive: true, force: true }));
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));

const kubeconfig = path.join(folder, 'kubeconfig');
const simulator = await startSimulator();
say(`the simulated cluster is at ${simulator.url}; kubectl --kubeconfig ${kubeconfig} get ds,po,no -A`);
const server = await startDashboard();
console.log(`Rollcall is ready at ${server.url}`);
if (flags.open) openBrowser(server.url);
server.exited.then((code) => stop(code === 0 ? 0 : 1, 'the dashboard ended.'));
simulator.exited.then(() => stop(1, 'the simulated cluster ended.'));

function readFlags() {
  try {
    const parsed = parseDemoFlags(process.argv.slice(2));
    if (!parsed.help) return parsed;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    fail(error.message, 2);
  }
}

async function startSimulator() {
  say(`starting a simulated cluster of ${flags.nodes} nodes (scenario ${flags.scenario}, seed ${flags.seed}) …`);
  const script = path.join(ROOT, 'scripts', 'simulator.ts');
  const given = { nodes: flags.nodes, scenario: flags.scenario, seed: flags.seed, port: flags.apiPort, kubeconfig };
  const args = [script, ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)])];
  const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: childEnvironment() });
  const exited = once(child, 'exit').then(([code]) => code ?? 1);
  stops.add(() => stopProcess(child, exited));
  const url = await Promise.race([readyUrl(child), exited.then(() => null)]);
  if (!url) return stop(2, 'the simulated cluster did not start; its own words are above.');
  return { url, exited };
}

function readyUrl(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /ready at (\S+)/.exec(line);
      if (match) resolve(match[1]);
    });
  });
}

async function startDashboard() {
  const env = childEnvironment({
    ROLLCALL_KUBECONFIG: kubeconfig,
    ROLLCALL_DEMO_URL: simulator.url,
    ROLLCALL_ADDRESS: ADDRESS,
    ROLLCALL_PORT: String(flags.port),
    ...(flags.readOnly ? { ROLLCALL_READ_ONLY: 'true' } : {}),
  });
  try {
    const started = await startServer({ node, entry, address: ADDRESS, port: flags.port, env });
    stops.add(started.stop);
    return started;
  } catch (error) {
    return stop(1, error.message);
  }
}

async function stop(code, sentence) {
  await stops.run();
  if (sentence && code !== 0) fail(sentence, code);
  process.exit(code);
}
