// Starts and ends the dashboard's server process. Plain JavaScript for Node 20: it runs before the pinned Node does.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';

const START_DEADLINE_MS = 60_000;
const POLL_MS = 50;
/**
 * A server that parses every event of a cluster makes much garbage, which V8 lets grow to twice what is alive and more:
 * collecting it earlier takes a third off the resident memory at 5,000 nodes and little CPU. No fixed limit: it would
 * end the server of a larger cluster.
 */
const MEMORY_FLAGS = ['--heap-growing-percent=30', '--max-semi-space-size=8'];
const STOP_DEADLINE_MS = 8_000; // The server itself promises 5 s.

/**
 * Says why a port cannot be listened on.
 * @param {string} address
 * @param {number} port
 * @returns {Promise<string | null>} a sentence, or null when the port is free
 */
export function portProblem(address, port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error) => resolve(`cannot listen on ${address}:${port} (${error.code}); choose another with --port.`));
    probe.listen({ host: address, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/**
 * Starts the built server and waits until it answers.
 * @param {{ node: string, entry: string, address: string, port: number, env: Record<string, string | undefined> }} options
 * @returns {Promise<{ url: string, link: () => string, stop: () => Promise<void>, exited: Promise<number> }>} `link` makes
 *   an address that signs in once, within a minute
 * @throws Error with one sentence when the server ends or stays silent; `exitCode` when it refused to start
 */
export async function startServer({ node, entry, address, port, env }) {
  const child = spawn(node, [...MEMORY_FLAGS, entry], {
    cwd: path.dirname(entry),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_MANUAL_SIG_HANDLE: 'true',
      HOSTNAME: address,
      PORT: String(port),
    },
  });
  const exited = once(child, 'exit').then(([code, signal]) => code ?? (signal === 'SIGTERM' ? 0 : 1));
  const reachable = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  const answered = await Promise.race([answers(reachable, port), exited.then(() => false)]);
  if (!answered) {
    child.kill('SIGKILL');
    throw Object.assign(new Error('the server did not start; its own words are above.'), { exitCode: await exited });
  }
  const host = reachable.includes(':') ? `[${reachable}]` : reachable;
  const url = `http://${host}:${port}`;
  return { url, link: () => launchLink(child, url), stop: () => stopProcess(child, exited), exited };
}

/** The token stands in the fragment, which browsers keep to themselves; the server hears of it over the pipe only. */
function launchLink(child, url) {
  const launchToken = randomBytes(32).toString('base64url');
  child.send({ launchToken });
  return `${url}/#t=${launchToken}`;
}

/**
 * Ends a child process: politely first, by force after a deadline.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} exited
 */
export async function stopProcess(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await exited;
  clearTimeout(timer);
}

async function answers(host, port) {
  for (const end = Date.now() + START_DEADLINE_MS; Date.now() < end; ) {
    if (await isAlive(host, port)) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

function isAlive(host, port) {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: '/livez', timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
    request.on('timeout', () => request.destroy());
  });
}
