import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const SCRIPT = new URL('./simulator.ts', import.meta.url).pathname;

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

it.each([
  [['--nodes', 'many'], '--nodes must be a whole number from 1 to 20000, not "many".'],
  [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
  [['--scenario', 'nope'], '--scenario must be one of showcase, healthy-fleet,'],
  [['--surprise'], 'The flags are --nodes, --scenario, --seed, --port, --kubeconfig, --faults.'],
])(
  '[SIM-PROCESS-1] a bad flag ends it with code 2 and one sentence: %j',
  async (args, sentence) => {
    const child = run(args);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(errors).toContain(sentence);
    expect(errors.trim().split('\n')).toHaveLength(1);
  },
  20_000,
);

it('[SIM-PROCESS-2] it says where it listens, writes a private kubeconfig, and removes it when it is ended', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-simulator-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  const child = run(['--nodes', '3', '--port', '0', '--kubeconfig', kubeconfig]);
  try {
    const [line] = (await once(createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }), 'line')) as [string];
    const url = /^Simulated cluster is ready at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(readFileSync(kubeconfig, 'utf8')).toContain(url);
    expect(statSync(kubeconfig).mode & 0o777).toBe(0o600);
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(existsSync(kubeconfig)).toBe(false);
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
