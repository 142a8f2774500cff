import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type ApiAccess, ApiClient } from '#lib/testing/contract/api-client.ts';
import { stopProcess } from '../../../bin/server-process.mjs';
import { ROOT } from '../../../scripts/setup.mjs';

/** The simulated cluster as a process of its own, as `npm run demo` starts it, with what tests need besides. */
export interface SimulatedCluster {
  readonly url: string;
  /** Path of a kubeconfig. */
  readonly kubeconfig: string;
  readonly access: ApiAccess;
  /** Watches that are open now, by resource. */
  openWatches(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

interface SimulatedClusterOptions {
  readonly scenario: string;
  /** The scenario's own number when absent. */
  readonly nodes?: number;
}

/** Starts a simulated cluster on a free port. Throws when it does not say that it is ready. */
export async function startSimulatedCluster({ scenario, nodes }: SimulatedClusterOptions): Promise<SimulatedCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rollcall-simulated-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const flags = { scenario, seed: 7, port: 0, kubeconfig, ...(nodes === undefined ? {} : { nodes }) };
  const given = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'simulator.ts'), ...given, '--faults'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([readyUrl(child.stdout), exited.then(() => undefined)]);
  if (url === undefined) throw new Error('The simulated cluster did not start.');
  const api = new ApiClient({ url });
  return {
    url,
    kubeconfig,
    access: { url },
    openWatches: async () =>
      (await api.get<{ openWatches: Readonly<Record<string, number>> }>('/simulator/metrics')).body.openWatches,
    stop: async () => {
      api.close();
      await stopProcess(child, exited);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const url = /ready at (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
