import { randomBytes, randomInt } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { startServer } from '../../../bin/server-process.mjs';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { childEnvironment } from '../../../scripts/setup.mjs';
import { isFree } from '../ports.ts';

const FIRST_PORT = 26_500;
const LAST_PORT = 26_999;

/** Rollcall itself, built and started as `rollcall --kubeconfig F` starts it. */
export interface Dashboard {
  readonly url: string;
  /** The fixed token, for scripts. */
  readonly token: string;
  /** Signs a browser in, as the link that the terminal prints would. */
  signIn(browser: BrowserContext): Promise<BrowserContext>;
  /** The sample of GET /metrics with this name and these labels, e.g. `rollcall_live_clients`. */
  metric(sample: string): Promise<number>;
  /** GET of a JSON path. */
  read<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

interface DashboardOptions {
  readonly kubeconfig: string;
  /** Origin of the simulated cluster, when it is one. */
  readonly demoUrl?: string;
  /** Further variables, as ROLLCALL_READ_ONLY. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the dashboard on a kubeconfig. Throws when it does not build or not answer. */
export async function startDashboard({ kubeconfig, demoUrl, environment = {} }: DashboardOptions): Promise<Dashboard> {
  const entry = await ensureBuilt();
  const port = await freePort();
  const token = randomBytes(24).toString('hex');
  const env = childEnvironment({
    ROLLCALL_KUBECONFIG: kubeconfig,
    ROLLCALL_ADDRESS: '127.0.0.1',
    ROLLCALL_PORT: String(port),
    ROLLCALL_TOKEN: token,
    ...environment,
    ...(demoUrl === undefined ? {} : { ROLLCALL_DEMO_URL: demoUrl }),
  });
  const server = await startServer({ node: process.execPath, entry, address: '127.0.0.1', port, env });
  const text = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}.`);
    return answer.text();
  };
  return {
    url: server.url,
    token,
    signIn: async (browser) => {
      const headers = { origin: server.url, 'content-type': 'application/json' };
      const answer = await browser.request.post(`${server.url}/api/session`, { headers, data: { token } });
      if (!answer.ok()) throw new Error(`Signing in was refused with ${answer.status()}.`);
      return browser;
    },
    metric: async (sample) => sampleIn(await text('/metrics'), sample),
    read: async (path) => JSON.parse(await text(path)),
    stop: async () => {
      await server.stop();
    },
  };
}

function sampleIn(metrics: string, sample: string): number {
  const line = metrics.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  if (line === undefined) throw new Error(`/metrics has no sample ${sample}.`);
  return Number(line.slice(sample.length + 1));
}

async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port from ${FIRST_PORT} to ${LAST_PORT}.`);
}
