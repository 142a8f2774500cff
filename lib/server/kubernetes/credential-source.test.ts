import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/simulator/clock.ts';
import { aContext } from '#lib/testing/fake-api-server-rig.ts';
import type { ClusterContext, ExecPlugin } from './cluster-context.ts';
import { createCredentialSource } from './credential-source.ts';
import { runExecPlugin } from './exec-plugin.ts';

const SECRET = 'canary-3f9a';
let folder: string;
let clock: ManualClock;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-credentials-'));
  clock = new ManualClock(Date.parse('2026-01-01T00:00:00Z'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
/** A plug-in that runs a shell script and notes each run. */
const aPlugin = (script: string, changes: Partial<ExecPlugin> = {}): ExecPlugin => {
  const file = write('plugin', `#!/bin/sh\necho run >> ${path.join(folder, 'runs')}\n${script}\n`);
  chmodSync(file, 0o755);
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: file,
    args: [],
    env: {},
    provideClusterInfo: false,
    ...changes,
  };
};
const runs = () =>
  existsSync(path.join(folder, 'runs')) ? readFileSync(path.join(folder, 'runs'), 'utf8').split('\n').length - 1 : 0;
const prints = (status: object) =>
  `echo '${JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status })}'`;
const execContext = (plugin: ExecPlugin) => aContext('https://c.example', { identification: { method: 'exec', plugin } });
const sourceOf = (context: ClusterContext) => createCredentialSource({ context, clock });

describe('credentials', () => {
  it.each<[string, Partial<ClusterContext>, object]>([
    ['nothing', {}, {}],
    ['a token', { identification: { method: 'token', token: SECRET } }, { authorization: `Bearer ${SECRET}` }],
    [
      'a name and password',
      { identification: { method: 'basic', username: 'u', password: 'p' } },
      { authorization: 'Basic dTpw' },
    ],
    [
      'another identity',
      { identification: { method: 'token', token: 't' }, impersonate: { user: 'jane', groups: ['dev', 'sre'], uid: '7' } },
      { authorization: 'Bearer t', 'impersonate-user': 'jane', 'impersonate-group': ['dev', 'sre'], 'impersonate-uid': '7' },
    ],
  ])('[CREDENTIALS-1] %s', async (_, changes, headers) => {
    expect((await sourceOf(aContext('https://c.example', changes)).current()).headers).toEqual(headers);
  });

  it('[CREDENTIALS-2] a token file is read again after 30 s, and at once when the server refuses the token', async () => {
    const file = write('token', 'one\n');
    const source = sourceOf(aContext('https://c.example', { identification: { method: 'tokenFile', file } }));
    const first = await source.current();
    write('token', 'two\n');
    expect(await source.current()).toBe(first);
    const second = await source.reload(first);
    expect(second.headers).toEqual({ authorization: 'Bearer two' });
    expect(await source.reload(first)).toBe(second);
    write('token', 'three\n');
    clock.advance(30_000);
    expect((await source.current()).headers).toEqual({ authorization: 'Bearer three' });
  });

  it('[CREDENTIALS-3] a rotated CA makes new TLS material within 30 s, an unchanged one keeps its connections', async () => {
    const ca = write('ca.crt', 'old');
    const source = sourceOf(aContext('https://c.example', { certificateAuthority: { file: ca }, tlsServerName: 'kubernetes' }));
    const first = await source.current();
    expect(first.tls).toEqual({ ca: 'old', servername: 'kubernetes', rejectUnauthorized: true });
    clock.advance(30_000);
    expect((await source.current()).tls).toBe(first.tls);
    write('ca.crt', 'new');
    clock.advance(30_000);
    expect((await source.current()).tls).toMatchObject({ ca: 'new' });
  });

  it('[CREDENTIALS-4] a missing file is named', async () => {
    const file = path.join(folder, 'gone');
    const source = sourceOf(aContext('https://c.example', { certificateAuthority: { file } }));
    await expect(source.current()).rejects.toMatchObject({ reason: 'credentials', message: `${file} cannot be read (ENOENT).` });
  });

  it('[CREDENTIALS-5] the kubeconfig is read again when the server refuses what it said', async () => {
    const context = aContext('https://c.example', { identification: { method: 'token', token: 'old' } });
    const renewed = aContext('https://c.example', { identification: { method: 'token', token: 'new' } });
    const source = createCredentialSource({ context, clock, reread: () => renewed });
    const first = await source.current();
    expect((await source.reload(first)).headers).toEqual({ authorization: 'Bearer new' });
  });
});

describe('exec plug-ins', () => {
  it('[CREDENTIALS-6] one process for 50 calls; its credential is kept until it expires, and renewed when refused', async () => {
    const source = sourceOf(execContext(aPlugin(prints({ token: SECRET, expirationTimestamp: '2026-01-01T00:10:00Z' }))));
    const all = await Promise.all(Array.from({ length: 50 }, () => source.current()));
    expect(runs()).toBe(1);
    expect(new Set(all).size).toBe(1);
    expect(all[0]?.headers).toEqual({ authorization: `Bearer ${SECRET}` });
    clock.advance(9 * 60_000);
    const [first] = [await source.current()];
    expect(runs()).toBe(1);
    clock.advance(60_000);
    const second = await source.current();
    expect(runs()).toBe(2);
    await Promise.all(Array.from({ length: 10 }, () => source.reload(second)));
    expect(runs()).toBe(3);
    expect(first).not.toBe(second);
  });

  it('[CREDENTIALS-7] a client certificate goes into the TLS material', async () => {
    const source = sourceOf(execContext(aPlugin(prints({ clientCertificateData: 'CERT', clientKeyData: 'KEY' }))));
    expect((await source.current()).tls).toEqual({ cert: 'CERT', key: 'KEY', rejectUnauthorized: true });
  });

  it('[CREDENTIALS-8] it is told about the cluster and that nobody is there to be asked', async () => {
    const out = path.join(folder, 'info');
    const plugin = aPlugin(`printf %s "$KUBERNETES_EXEC_INFO" > ${out}\necho "$EXTRA" >> ${out}\n${prints({ token: 't' })}`, {
      provideClusterInfo: true,
      env: { EXTRA: '' },
    });
    await sourceOf({ ...execContext(plugin), certificateAuthority: { data: 'CA' } }).current();
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: { interactive: false, cluster: { server: 'https://c.example/', 'certificate-authority-data': 'Q0E=' } },
    });
  });

  it.each<[string, string, string]>([
    ['fails', `echo ${SECRET} >&2; echo ${SECRET}; exit 7`, 'The exec plug-in plugin failed with exit code 7.'],
    ['floods', `yes ${SECRET}`, 'The exec plug-in plugin printed more than 1 MiB.'],
    [
      'prints something else',
      `echo ${SECRET}`,
      'The exec plug-in plugin did not print an ExecCredential of client.authentication.k8s.io/v1.',
    ],
    [
      'prints an empty credential',
      prints({}),
      'The exec plug-in plugin printed neither a token nor a client certificate with its key.',
    ],
  ])('[CREDENTIALS-9] one that %s is reported without a word of what it printed', async (_, script, sentence) => {
    await expect(sourceOf(execContext(aPlugin(script))).current()).rejects.toMatchObject({
      reason: 'credentials',
      message: sentence,
    });
  });

  it('[CREDENTIALS-9] one that is not there', async () => {
    const plugin = aPlugin('', { command: '/nowhere/gke-auth' });
    await expect(sourceOf(execContext(plugin)).current()).rejects.toMatchObject({
      message: 'The exec plug-in gke-auth was not found.',
    });
  });

  it('[CREDENTIALS-10] one that hangs is killed', async () => {
    const context = execContext(aPlugin('exec sleep 600'));
    if (context.identification.method !== 'exec') throw new Error('unreachable');
    const running = runExecPlugin(context.identification.plugin, context, 200);
    await expect(running).rejects.toMatchObject({ message: 'The exec plug-in plugin did not finish within 0.2 s.' });
  });

  it('[CREDENTIALS-11] one that fails is not started again by every caller', async () => {
    const source = sourceOf(execContext(aPlugin('exit 1')));
    for (let call = 0; call < 10; call += 1) await expect(source.current()).rejects.toMatchObject({ reason: 'credentials' });
    expect(runs()).toBe(1);
    clock.advance(3_000);
    await expect(source.current()).rejects.toMatchObject({ reason: 'credentials' });
    expect(runs()).toBe(2);
  });
});
