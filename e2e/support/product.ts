import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../../bin/server-process.mjs';
import { NODE, type Simulator, startSimulator } from './simulator.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The server of the standalone build. */
export const ENTRY = process.env.ROLLCALL_E2E_ENTRY ?? path.join(ROOT, '.next', 'standalone', 'server.js');

/** The built product on a simulated cluster of its own. */
export interface Product {
  readonly url: string;
  readonly simulator: Simulator;
  /** The value of one metric of the product without labels. */
  metric(name: string): Promise<number>;
  /** Ends the server; the cluster goes on, and so do the browsers. */
  stopServer(): Promise<void>;
  /** Starts a server in the place of the one that was ended. */
  startServer(): Promise<void>;
  stop(): Promise<void>;
}

/** Which cluster to simulate, and how the product is started on it. */
export interface ProductOptions {
  readonly scenario: string;
  readonly nodes: number;
  readonly readOnly?: boolean;
}

/** Starts a cluster and the product on it, on ports that are free now. */
export async function startProduct({ readOnly = false, ...cluster }: ProductOptions): Promise<Product> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-e2e-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const simulator = await startSimulator({ ...cluster, kubeconfig });
  const port = await freePort();
  const env = {
    ...process.env,
    ROLLCALL_KUBECONFIG: kubeconfig,
    ROLLCALL_DEMO_URL: simulator.url,
    ROLLCALL_PORT: String(port),
    ROLLCALL_READ_ONLY: String(readOnly),
  };
  const start = () => startServer({ node: NODE, entry: ENTRY, address: '127.0.0.1', port, env });
  let server = await start();
  return {
    url: server.url,
    simulator,
    stopServer: () => server.stop(),
    async startServer() {
      server = await start();
    },
    async metric(name) {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    },
    async stop() {
      await server.stop();
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port of this machine that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
