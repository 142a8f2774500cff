import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../../bin/server-process.mjs';
import { ENTRY, freePort } from './product.ts';
import { NODE, type Simulator, startSimulator } from './simulator.ts';

/** The built product as a new user starts it. */
export interface FirstStart {
  /** Where a browser begins. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the product where there is neither a kubeconfig nor a cluster around it. */
export async function startWithoutCluster(): Promise<FirstStart> {
  const home = mkdtempSync(path.join(tmpdir(), 'rollcall-e2e-'));
  const { KUBECONFIG: _, KUBERNETES_SERVICE_HOST: __, ...rest } = process.env;
  const server = await start({ ...rest, HOME: home });
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: server.link(), stop };
}

/** Starts the product on a simulated cluster that `prepare` has put into some state before. */
export async function startOn(
  cluster: { readonly scenario: string; readonly nodes: number },
  prepare: (simulator: Simulator) => Promise<void>,
): Promise<FirstStart & { readonly simulator: Simulator }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-e2e-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const simulator = await startSimulator({ ...cluster, kubeconfig });
  await prepare(simulator);
  const server = await start({ ...process.env, ROLLCALL_KUBECONFIG: kubeconfig, ROLLCALL_DEMO_URL: simulator.url });
  const stop = async () => {
    await server.stop();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, simulator, stop };
}

/** Has the simulated API server refuse every request for a resource. */
export async function forbid(simulator: Simulator, resource: string): Promise<void> {
  const body = JSON.stringify({ fail: { resource, status: 403, count: 1_000_000 } });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${simulator.url}/simulator/faults`, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(`The simulator refused the fault: ${await answer.text()}`);
}

async function start(env: NodeJS.ProcessEnv) {
  const port = await freePort();
  return startServer({ node: NODE, entry: ENTRY, address: '127.0.0.1', port, env: { ...env, ROLLCALL_PORT: String(port) } });
}
