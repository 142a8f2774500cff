import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portProblem, startServer } from './server-process.mjs';

const ADDRESS = '127.0.0.1';
const SERVER = `
  const http = require('node:http');
  http.createServer((_, response) => response.end(JSON.stringify(process.execArgv))).listen(process.env.PORT, process.env.HOSTNAME);
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rollcall-server-process-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function start(program: string) {
  const entry = path.join(folder, 'server.cjs');
  await writeFile(entry, program);
  const port = await freePort();
  return startServer({ node: process.execPath, entry, address: ADDRESS, port, env: {} });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, ADDRESS, () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

describe('the server process', () => {
  it('[SERVER-PROCESS-1] is started with flags that keep its garbage small, and ends when told to', async () => {
    const server = await start(SERVER);
    const flags = await (await fetch(server.url)).json();
    await server.stop();
    expect(flags).toEqual(expect.arrayContaining([expect.stringMatching(/^--heap-growing-percent=/)]));
    expect(await server.exited).toBe(0);
  });

  it('[SERVER-PROCESS-2] one that ends before it answers is an error of one sentence', async () => {
    await expect(start('process.exit(3)')).rejects.toThrow('the server did not start; its own words are above.');
  });

  it('[SERVER-PROCESS-3] a port that is in use is named, a free one is no problem', async () => {
    const port = await freePort();
    expect(await portProblem(ADDRESS, port)).toBeNull();
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(port, ADDRESS, () => resolve()));
    expect(await portProblem(ADDRESS, port)).toContain(`cannot listen on ${ADDRESS}:${port} (EADDRINUSE)`);
    await new Promise((resolve) => taken.close(resolve));
  });
});
