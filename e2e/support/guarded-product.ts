import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../../bin/server-process.mjs';
import { ENTRY, freePort } from './product.ts';
import { NODE, type Simulator, startSimulator } from './simulator.ts';

/** The built product as on a laptop: nobody comes in without the link or the token. */
export interface GuardedProduct {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly simulator: Simulator;
  /** A link that signs in once. */
  link(): string;
  /** Names, uids and generations of all that a stranger could have changed. */
  objects(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

interface List {
  readonly items: readonly { readonly metadata: { readonly name: string; readonly uid: string; readonly generation?: number } }[];
}

/** Starts a quiet cluster and the product on it. */
export async function startGuardedProduct(): Promise<GuardedProduct> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-guarded-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const simulator = await startSimulator({ scenario: 'healthy-fleet', nodes: 6, kubeconfig });
  const port = await freePort();
  const token = randomBytes(24).toString('hex');
  const env = { ...process.env, ROLLCALL_KUBECONFIG: kubeconfig, ROLLCALL_PORT: String(port), ROLLCALL_TOKEN: token };
  const server = await startServer({ node: NODE, entry: ENTRY, address: '127.0.0.1', port, env });
  return {
    url: server.url,
    port,
    token,
    simulator,
    link: server.link,
    async objects() {
      const paths = ['/apis/apps/v1/daemonsets', '/api/v1/pods', '/api/v1/nodes', '/apis/coordination.k8s.io/v1/leases'];
      const lists = await Promise.all(paths.map(async (at) => (await fetch(simulator.url + at)).json() as Promise<List>));
      const all = lists.flatMap(({ items }) => items.map(({ metadata }) => metadata));
      return all.map(({ name, uid, generation = 0 }) => `${name} ${uid} ${generation}`).sort();
    },
    async stop() {
      await server.stop();
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A site of somebody else on this machine: one empty page under every path. */
export async function startStrangeSite(): Promise<{ readonly port: number; stop(): void }> {
  const site: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>strange</title><body></body>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { port: (site.address() as AddressInfo).port, stop: () => site.close() };
}
