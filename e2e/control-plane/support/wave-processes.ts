import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { BeginWave, WaveServerLine } from '../wave-server.ts';

const PROGRAM = path.join(import.meta.dirname, '..', 'wave-server.ts');

/** A process of its own that runs waves and takes over those that nobody runs. */
export class WaveProcess {
  readonly name: string;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #begun: ((line: Extract<WaveServerLine, { is: 'begun' }>) => void)[] = [];

  constructor(name: string, kubeconfig: string) {
    this.name = name;
    // Modules of the server may only be loaded where React's server condition holds.
    const program = ['--conditions=react-server', '--no-warnings', PROGRAM, kubeconfig, name];
    const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child = child;
    this.#exited = once(child, 'exit');
    this.ready = promise;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as WaveServerLine;
      if (line.is === 'ready') resolve();
      else this.#begun.shift()?.(line);
    });
  }

  /** Asks for a wave over every stale Pod; resolves with whether it is this one's. */
  begin(wave: BeginWave): Promise<Extract<WaveServerLine, { is: 'begun' }>> {
    const { promise, resolve } = Promise.withResolvers<Extract<WaveServerLine, { is: 'begun' }>>();
    this.#begun.push(resolve);
    this.#child.stdin?.write(`${JSON.stringify(wave)}\n`);
    return promise;
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
