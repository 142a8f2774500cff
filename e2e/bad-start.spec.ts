import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../bin/server-process.mjs';
import { ENTRY, freePort } from './support/product.ts';
import { NODE } from './support/simulator.ts';
import { aKubeconfig, START_INPUTS, type StartInput } from './support/start-inputs.ts';
import { expect, test } from './support/test.ts';

const ROLLCALL = path.resolve(import.meta.dirname, '../bin/rollcall.mjs');
const AT_ONCE = 3;

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-start-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, kubeconfig: object | string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, typeof kubeconfig === 'string' ? kubeconfig : JSON.stringify(kubeconfig));
  return file;
};

/** Starts the command as a person would; resolves when it has ended. */
async function runRollcall({ kubeconfig = aKubeconfig(), flags = [], environment = {} }: StartInput, nth: number) {
  const file = written(`config-${nth}`, kubeconfig);
  const { ROLLCALL_TOKEN: _token, ...inherited } = process.env;
  const all = ['--no-open', '--kubeconfig', file, '--port', String(await freePort()), ...flags];
  const child = spawn(NODE, [ROLLCALL, ...all], { env: { ...inherited, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
  const timer = setTimeout(() => child.kill('SIGTERM'), 30_000);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, output: output.replaceAll(file, 'FILE') };
}

test('[INPUT-5] a start that cannot be ends with exit code 2 and one line that names file, context and field, or the flag', async () => {
  const results: { input: StartInput; code: unknown; output: string }[] = [];
  for (let from = 0; from < START_INPUTS.length; from += AT_ONCE) {
    const batch = START_INPUTS.slice(from, from + AT_ONCE).map(async (input, index) => ({
      input,
      ...(await runRollcall(input, from + index)),
    }));
    results.push(...(await Promise.all(batch)));
  }
  for (const { input, code, output } of results) {
    const name = `${input.row} ${input.what}`;
    expect.soft(code, `${name}: ${output}`).toBe(2);
    expect.soft(output.trimEnd(), name).toMatch(/^rollcall: [^\n]+$/);
    expect.soft(output.trimEnd(), name).toMatch(input.says);
  }
});

test('[INPUT-6] a server over http or with an unchecked certificate is shown by flag only, under a permanent warning', async ({
  page,
}) => {
  const weak = {
    http: { server: 'http://192.0.2.1' },
    unchecked: { server: 'https://192.0.2.1', 'insecure-skip-tls-verify': true },
  };
  for (const [weakness, cluster] of Object.entries(weak)) {
    const port = await freePort();
    const environment = {
      ROLLCALL_KUBECONFIG: written(weakness, aKubeconfig(cluster)),
      ROLLCALL_INSECURE_SKIP_TLS_VERIFY: 'true',
      ROLLCALL_PORT: String(port),
    };
    const env = { ...process.env, ...environment };
    const server = await startServer({ node: NODE, entry: ENTRY, address: '127.0.0.1', port, env });
    try {
      await page.goto(server.link());
      const banner = page.locator(`[data-weakness="${weakness}"]`);
      await expect(banner).toContainText('This connection is not safe.', { timeout: 30_000 });
      await expect(banner).toContainText(cluster.server);
      await page.goto(`${server.url}/c/c/daemonsets/default/agent`);
      await expect(banner).toBeVisible();
    } finally {
      await server.stop();
    }
  }
});
