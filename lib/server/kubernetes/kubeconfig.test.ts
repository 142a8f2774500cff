import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aKubeconfig, kubeconfigFolder } from '#lib/testing/kubeconfig-folder.ts';
import { discoverClusters, rereadContext } from './kubeconfig.ts';

const { write, discover, path: folder } = kubeconfigFolder();

describe('where clusters are looked for', () => {
  it('[KUBECONFIG-1] --kubeconfig, then $KUBECONFIG, then ~/.kube/config, then the service account, then nowhere', () => {
    const flag = write('flag', aKubeconfig('flag'));
    const listed = write('listed', aKubeconfig('listed'));
    const inside = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
    write('service-account/token', 'secret');
    write('service-account/namespace', 'rollcall\n');
    expect(discover({ environment: inside }).contexts[0]).toMatchObject({
      slug: 'in-cluster',
      current: true,
      namespace: 'rollcall',
      identification: { method: 'tokenFile', file: path.join(folder(), 'service-account/token') },
    });
    expect(discover({ environment: inside }).contexts[0]?.server.href).toBe('https://10.96.0.1/');
    write('.kube/config', aKubeconfig('home'));
    expect(discover({ environment: inside }).contexts[0]?.name).toBe('home');
    expect(discover({ environment: { ...inside, KUBECONFIG: listed } }).contexts[0]?.name).toBe('listed');
    expect(discover({ environment: { ...inside, KUBECONFIG: listed }, kubeconfig: flag }).contexts[0]?.name).toBe('flag');
  });

  it('[KUBECONFIG-1] says where it looked when there is nothing', () => {
    const found = discover();
    expect(found.contexts).toEqual([]);
    expect(found.searched).toEqual([path.join(folder(), '.kube/config'), path.join(folder(), 'service-account')]);
  });

  it('[KUBECONFIG-2] $KUBECONFIG is merged as kubectl does: the first file that gives a name decides, missing files are skipped', () => {
    const first = write('first', { ...aKubeconfig('a', { server: 'https://first.example' }), 'current-context': '' });
    const second = write('second', {
      ...aKubeconfig('b'),
      clusters: [
        { name: 'a', cluster: { server: 'https://second.example' } },
        { name: 'b', cluster: { server: 'https://b.example', 'certificate-authority': 'ca.pem' } },
      ],
    });
    write('ca.pem', 'CERTIFICATE');
    const missing = path.join(folder(), 'missing');
    const { contexts } = discover({ environment: { KUBECONFIG: [missing, first, '', second].join(path.delimiter) } });
    expect(contexts.map(({ name, current, server }) => [name, current, server.host])).toEqual([
      ['a', false, 'first.example'],
      ['b', true, 'b.example'],
    ]);
    expect(contexts[1]?.certificateAuthority).toEqual({ file: path.join(folder(), 'ca.pem') });
  });

  it('[KUBECONFIG-3] --context and --namespace decide over the file', () => {
    const one = write('one', aKubeconfig('a', { namespace: 'x' }));
    const two = write('two', aKubeconfig('b', { namespace: 'y' }));
    const environment = { KUBECONFIG: [one, two].join(path.delimiter) };
    expect(discover({ environment }).contexts.map(({ current, namespace }) => [current, namespace])).toEqual([
      [true, 'x'],
      [false, 'y'],
    ]);
    expect(
      discover({ environment, context: 'b', namespace: 'z' }).contexts.map(({ current, namespace }) => [current, namespace]),
    ).toEqual([
      [false, 'z'],
      [true, 'z'],
    ]);
  });

  it('[KUBECONFIG-4] a context beside the current one that cannot be used is set apart, not fatal', () => {
    const file = write('config', {
      ...aKubeconfig('good'),
      contexts: [
        { name: 'good', context: { cluster: 'good', user: 'good' } },
        { name: 'bad', context: { cluster: 'gone', user: 'good' } },
      ],
    });
    const { contexts, refused } = discover({ kubeconfig: file });
    expect(contexts.map(({ name }) => name)).toEqual(['good']);
    expect(refused).toEqual([
      { name: 'bad', problem: `${file} context "bad": names the cluster "gone", which no file defines.` },
    ]);
  });

  it('[KUBECONFIG-5] a context is read again as its file has it now, or stays as it was', () => {
    const file = write('config', aKubeconfig('a'));
    const options = { kubeconfig: file, environment: {}, homeDirectory: folder() };
    const [context] = discoverClusters(options).contexts;
    if (!context) throw new Error('no context');
    write('config', aKubeconfig('a', { user: { token: 'renewed' } }));
    expect(rereadContext(context, options).identification).toEqual({ method: 'token', token: 'renewed' });
    write('config', ': not yaml :');
    expect(rereadContext(context, options)).toBe(context);
  });
});

describe('what a context may hold', () => {
  const only = (parts: Parameters<typeof aKubeconfig>[1]) =>
    discover({ allowExec: ['aws'], kubeconfig: write('config', aKubeconfig('c', parts)) }).contexts[0];

  it('[KUBECONFIG-6] certificates inline or in files beside the kubeconfig, a server name, a namespace', () => {
    write('pki/me.crt', 'CERTIFICATE');
    const context = only({
      cluster: { 'certificate-authority-data': Buffer.from('CA').toString('base64'), 'tls-server-name': 'kubernetes' },
      user: { 'client-certificate': 'pki/me.crt', 'client-key-data': Buffer.from('KEY').toString('base64') },
      namespace: 'kube-system',
    });
    expect(context).toMatchObject({
      certificateAuthority: { data: 'CA' },
      tlsServerName: 'kubernetes',
      clientCertificate: { file: path.join(folder(), 'pki/me.crt') },
      clientKey: { data: 'KEY' },
      identification: { method: 'none' },
      namespace: 'kube-system',
    });
  });

  it.each([
    [{ token: 't' }, { method: 'token', token: 't' }],
    [
      { token: 't', tokenFile: '/run/token' },
      { method: 'tokenFile', file: '/run/token' },
    ],
    [
      { username: 'u', password: 'p' },
      { method: 'basic', username: 'u', password: 'p' },
    ],
    [
      {
        exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws', args: ['eks'], env: [{ name: 'A', value: 'b' }] },
      },
      {
        method: 'exec',
        plugin: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'aws',
          args: ['eks'],
          env: { A: 'b' },
          provideClusterInfo: false,
        },
      },
    ],
    [{ 'auth-provider': { name: 'oidc', config: { 'id-token': 't' } } }, { method: 'oidc', config: { 'id-token': 't' } }],
  ])('[KUBECONFIG-7] %j identifies', (user, identification) => {
    expect(only({ user })?.identification).toEqual(identification);
  });

  it('[KUBECONFIG-8] impersonation', () => {
    expect(only({ user: { token: 't', as: 'jane', 'as-groups': ['dev', 'sre'] } })?.impersonate).toEqual({
      user: 'jane',
      groups: ['dev', 'sre'],
    });
  });
});
