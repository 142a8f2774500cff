import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { aKubeconfig, kubeconfigFolder } from '#lib/testing/kubeconfig-folder.ts';
import { runExecPlugin } from './exec-plugin.ts';

const { write, discover, path: folder } = kubeconfigFolder();
const API = 'client.authentication.k8s.io/v1';
const withExec = (command: string, args: readonly string[] = []) =>
  aKubeconfig('c', { user: { exec: { apiVersion: API, command, args } } });

it('[T17-1] a plug-in in ~/.kube runs as with kubectl; one of a file that came from elsewhere is named and runs nothing', () => {
  expect(discover({ kubeconfig: write('.kube/config', withExec('aws')) }).contexts[0]?.identification.method).toBe('exec');
  expect(discover({ kubeconfig: write('.kube/work/eks.yaml', withExec('aws')) }).contexts).toHaveLength(1);
  for (const file of ['repo/kubeconfig', '.kubernetes/config', '.kube/../repo/other', '.kube-config'])
    expect(() => discover({ kubeconfig: write(file, withExec('aws')) })).toThrow(
      /exec plug-in "aws" would run with your rights.*--allow-exec "aws"/,
    );
});

it('[T17-2] --allow-exec allows that plug-in and no other: a bare name is not a file of that name', () => {
  const kubeconfig = write('repo/kubeconfig', withExec('aws'));
  expect(discover({ kubeconfig, allowExec: ['aws'] }).contexts[0]?.identification.method).toBe('exec');
  expect(() => discover({ kubeconfig, allowExec: ['gke-gcloud-auth-plugin'] })).toThrow(/--allow-exec/);
  const hidden = write('repo/hidden', withExec('./aws'));
  expect(() => discover({ kubeconfig: hidden, allowExec: ['aws'] })).toThrow(/exec plug-in ".*\/repo\/aws"/);
  expect(discover({ kubeconfig: hidden, allowExec: [path.join(folder(), 'repo/aws')] }).contexts).toHaveLength(1);
});

it('[T17-3] of twenty hostile kubeconfigs none becomes a cluster, and none starts a process', () => {
  const trace = path.join(folder(), 'trace');
  const touch = ['-c', `touch ${trace}`];
  const users: readonly object[] = [
    ...[
      '/bin/sh',
      'sh',
      './sh',
      '../../../../bin/sh',
      '/bin/../bin/sh',
      'SH',
      ' sh',
      'sh ',
      '',
      '.',
      '..',
      '~/sh',
      '$SHELL',
      '`sh`',
    ].map((command) => ({ exec: { apiVersion: API, command, args: touch } })),
    { exec: { apiVersion: `${API}beta1`, command: '/bin/sh', args: touch } },
    { exec: { apiVersion: `${API}alpha1`, command: '/bin/sh', args: touch } },
    { exec: { apiVersion: API, command: '/bin/sh', args: touch }, token: 't' },
    { 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sh', 'cmd-args': touch.join(' ') } } },
    { 'auth-provider': { name: 'azure', config: { cmd: '/bin/sh' } } },
    { exec: { apiVersion: API, command: '/bin/sh', args: touch, installHint: 'x', interactiveMode: 'Always' } },
  ];
  expect(users).toHaveLength(20);
  for (const [index, user] of users.entries()) {
    const kubeconfig = write(`repo/${index}`, aKubeconfig('c', { server: 'https://127.0.0.1:1', user }));
    const contexts = (() => {
      try {
        return discover({ kubeconfig }).contexts;
      } catch (thrown) {
        expect((thrown as Error).name).toBe('KubeconfigError');
        return [];
      }
    })();
    expect([user, contexts]).toEqual([user, []]);
  }
  expect(existsSync(trace)).toBe(false);
});

it('[T17-4] a plug-in gets the environment without anything of ours', async () => {
  vi.stubEnv('ROLLCALL_TOKEN', 'canary-of-the-token');
  vi.stubEnv('ROLLCALL_PROXY_SECRET', 'canary-of-the-secret');
  const command = '/bin/sh';
  const script =
    'printf \'{"apiVersion":"%s","kind":"ExecCredential","status":{"token":"%s"}}\' "$1" "$(env | grep -c -e canary -e ROLLCALL)-$(test -n "$PATH" && echo path)"';
  const kubeconfig = write('.kube/config', withExec(command, ['-c', script, 'sh', API]));
  const [context] = discover({ kubeconfig }).contexts;
  if (context?.identification.method !== 'exec') throw new Error('no plug-in');
  const { token } = await runExecPlugin(context.identification.plugin, context);
  vi.unstubAllEnvs();
  expect(token).toBe('0-path');
});
