import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const STOP_GRACE_MS = 5_000;

/** A program that was started, until it is stopped. */
export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  /** SIGTERM, then SIGKILL after five seconds; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Programs with one temporary folder, each ended by its own process id. A guardian process ends them and removes the
 * folder when this process dies without calling `close`.
 */
export class ProcessGroup {
  readonly folder: string;
  readonly #guardian: ChildProcess;
  readonly #running = new Set<RunningProgram>();
  readonly #firstCrash = Promise.withResolvers<never>();

  private constructor(folder: string) {
    this.folder = folder;
    this.#guardian = spawn(process.execPath, [path.join(import.meta.dirname, 'guardian.mjs')], {
      stdio: ['pipe', 'ignore', 'inherit'],
      detached: true,
    });
    this.#guardian.unref();
    this.#tell(`folder ${folder}`);
    // Who waits for readiness listens; nobody has to.
    this.crashed.catch(() => undefined);
  }

  /** Rejects with the end of a program's log as soon as one ends without having been asked to. */
  get crashed(): Promise<never> {
    return this.#firstCrash.promise;
  }

  /** Makes the temporary folder and its guardian. */
  static async open(): Promise<ProcessGroup> {
    return new ProcessGroup(await mkdtemp(path.join(tmpdir(), 'rollcall-control-plane-')));
  }

  /** Starts a program; its output goes to NAME.log in the folder. */
  start(name: string, program: string, programArguments: readonly string[]): RunningProgram {
    const logFile = path.join(this.folder, `${name}.log`);
    const log = openSync(logFile, 'a');
    // Its own group: a terminal's Ctrl-C must not end etcd before the API server has closed.
    const child = spawn(program, programArguments, { stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    const pid = child.pid ?? 0;
    if (pid > 0) this.#tell(`start ${pid}`);
    let stopping = false;
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    const running: RunningProgram = {
      name,
      pid,
      stop: async () => {
        stopping = true;
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
        await ended;
        clearTimeout(timer);
      },
    };
    this.#running.add(running);
    void ended.then(async (how) => {
      this.#running.delete(running);
      this.#tell(`end ${pid}`);
      if (!stopping) this.#firstCrash.reject(new Error(`${name} ${how}:\n${await endOf(logFile)}`));
    });
    return running;
  }

  /** Stops what still runs, the latest first, and removes the folder. */
  async close(): Promise<void> {
    for (const program of [...this.#running].reverse()) await program.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    this.#tell('done');
    this.#guardian.stdin?.end();
    this.#guardian.ref();
    if (this.#guardian.exitCode === null) await once(this.#guardian, 'exit');
  }

  #tell(line: string): void {
    this.#guardian.stdin?.write(`${line}\n`);
  }
}

async function endOf(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch((error: unknown) => String(error));
  return text.slice(-3_000);
}
