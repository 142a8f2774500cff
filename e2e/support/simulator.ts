import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openRelay, type Relay } from './relay.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const NODE = path.join(ROOT, 'node_modules', '.bin', 'node');

export interface SimulatorOptions {
  readonly scenario: string;
  readonly nodes: number;
  /** Where the kubeconfig is written; it leads through the relay. */
  readonly kubeconfig: string;
}

/** A simulated cluster in a process of its own, behind a wire that can be cut. */
export interface Simulator {
  readonly url: string;
  readonly relay: Relay;
  control(action: 'start' | 'break' | 'mend'): Promise<void>;
  openWatches(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

/** Starts the simulated cluster; ends when it answers. */
export async function startSimulator({ scenario, nodes, kubeconfig }: SimulatorOptions): Promise<Simulator> {
  const flags = { scenario, nodes: String(nodes), kubeconfig, seed: '7' };
  const args = [
    path.join(ROOT, 'scripts', 'simulator.ts'),
    '--faults',
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
  ];
  const child = spawn(NODE, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readyUrl(child);
  const relay = await openRelay(Number(new URL(url).port));
  writeFileSync(kubeconfig, readFileSync(kubeconfig, 'utf8').replaceAll(url, `http://127.0.0.1:${relay.port}`));
  return {
    url,
    relay,
    async control(action) {
      const body = JSON.stringify({ action });
      const answer = await fetch(`${url}/simulator/control`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      if (!answer.ok) throw new Error(`The simulator refused "${action}": ${await answer.text()}`);
    },
    async openWatches() {
      const answer = await fetch(`${url}/simulator/metrics`);
      return ((await answer.json()) as { openWatches: Record<string, number> }).openWatches;
    },
    async stop() {
      await relay.stop();
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The simulated cluster ended with ${code} before it was ready.`)));
    if (!child.stdout) throw new Error('The simulated cluster has no output to read.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /ready at (\S+)/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
}
