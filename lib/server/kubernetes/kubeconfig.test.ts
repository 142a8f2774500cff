import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type DiscoveryOptions, discoverClusters, rereadContext } from './kubeconfig.ts';
import { KubeconfigError } from './kubeconfig-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-kubeconfig-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: unknown) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : stringify(content));
  return file;
};
const discover = (options: Partial<DiscoveryOptions> = {}) =>
  discoverClusters({
    environment: {},
    homeDirectory: folder,
    serviceAccountDirectory: path.join(folder, 'service-account'),
    ...options,
  });

/** A kubeconfig of one context. */
const aKubeconfig = (name: string, parts: { server?: string; cluster?: object; user?: object; namespace?: string } = {}) => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': name,
  clusters: [{ name, cluster: { server: parts.server ?? `https://${name}.example:6443`, ...parts.cluster } }],
  contexts: [{ name, context: { cluster: name, user: name, ...(parts.namespace ? { namespace: parts.namespace } : {}) } }],
  users: [{ name, user: parts.user ?? { token: `token-of-${name}` } }],
});

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
      identification: { method: 'tokenFile', file: path.join(folder, 'service-account/token') },
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
    expect(found.searched).toEqual([path.join(folder, '.kube/config'), path.join(folder, 'service-account')]);
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
    const missing = path.join(folder, 'missing');
    const { contexts } = discover({ environment: { KUBECONFIG: [missing, first, '', second].join(path.delimiter) } });
    expect(contexts.map(({ name, current, server }) => [name, current, server.host])).toEqual([
      ['a', false, 'first.example'],
      ['b', true, 'b.example'],
    ]);
    expect(contexts[1]?.certificateAuthority).toEqual({ file: path.join(folder, 'ca.pem') });
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
    const options = { kubeconfig: file, environment: {}, homeDirectory: folder };
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
    discover({ kubeconfig: write('config', aKubeconfig('c', parts)) }).contexts[0];

  it('[KUBECONFIG-6] certificates inline or in files beside the kubeconfig, a server name, a namespace', () => {
    const context = only({
      cluster: { 'certificate-authority-data': Buffer.from('CA').toString('base64'), 'tls-server-name': 'kubernetes' },
      user: { 'client-certificate': 'pki/me.crt', 'client-key-data': Buffer.from('KEY').toString('base64') },
      namespace: 'kube-system',
    });
    expect(context).toMatchObject({
      certificateAuthority: { data: 'CA' },
      tlsServerName: 'kubernetes',
      clientCertificate: { file: path.join(folder, 'pki/me.crt') },
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

describe('what is refused', () => {
  const refusal = (content: unknown, options: Partial<DiscoveryOptions> = {}) => {
    const file = write('config', content);
    try {
      discover({ kubeconfig: file, ...options });
    } catch (thrown) {
      if (thrown instanceof KubeconfigError) return thrown.message.replaceAll(file, 'FILE');
      throw thrown;
    }
    return undefined;
  };
  const withParts = (parts: Parameters<typeof aKubeconfig>[1]) => aKubeconfig('c', parts);

  it.each<[string, unknown, string]>([
    ['no context', { apiVersion: 'v1', kind: 'Config' }, 'FILE has no context.'],
    ['an empty file', '', 'FILE has no context.'],
    [
      'a current-context that is not there',
      { ...aKubeconfig('c'), 'current-context': 'loop' },
      'FILE names "loop" as current-context but has no such context; it has "c".',
    ],
    ['text that is not YAML', 'a: [', 'FILE is not valid YAML.'],
    ['a list', '- a', 'FILE has a wrong value in the document: Invalid input: expected object, received array.'],
    [
      'a wrong type',
      { ...aKubeconfig('c'), clusters: 'none' },
      'FILE has a wrong value in clusters: Invalid input: expected array, received string.',
    ],
    [
      'an alias bomb',
      `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [*a${i === 0 ? '' : i - 1},*a${i === 0 ? '' : i - 1}]`).join('\n')}`,
      'FILE uses more than 100 YAML aliases.',
    ],
    ['no server', withParts({ server: '' }), 'FILE context "c": its cluster has no server.'],
    ['a server that is no URL', withParts({ server: 'c.example' }), 'FILE context "c": its server must be an https:// URL.'],
    [
      'http',
      withParts({ server: 'http://c.example' }),
      'FILE context "c": its server uses http://, which is accepted on this machine only; use https://.',
    ],
    [
      'a password in the server',
      withParts({ server: 'https://u:p@c.example' }),
      'FILE context "c": its server must be a plain URL without user, query or fragment.',
    ],
    [
      'a proxy',
      withParts({ cluster: { 'proxy-url': 'http://proxy' } }),
      'FILE context "c": sets proxy-url, which is not supported.',
    ],
    [
      'unchecked TLS',
      withParts({ cluster: { 'insecure-skip-tls-verify': true } }),
      'FILE context "c": sets insecure-skip-tls-verify; accept that with --insecure-skip-tls-verify.',
    ],
    [
      'token and exec',
      withParts({ user: { token: 't', exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'x' } } }),
      'FILE context "c": its user sets more than one of token, username, exec and auth-provider.',
    ],
    [
      'an old exec plug-in',
      withParts({ user: { exec: { apiVersion: 'client.authentication.k8s.io/v1alpha1', command: 'x' } } }),
      'FILE context "c": its exec plug-in must speak client.authentication.k8s.io/v1 or v1beta1.',
    ],
    [
      'a removed provider',
      withParts({ user: { 'auth-provider': { name: 'gcp' } } }),
      'FILE context "c": its user needs the auth-provider "gcp", which Kubernetes has removed; use an exec plug-in.',
    ],
    [
      'half a client certificate',
      withParts({ user: { 'client-certificate': 'a' } }),
      'FILE context "c": its user sets only one of client-certificate and client-key.',
    ],
    [
      'groups without a user',
      withParts({ user: { token: 't', 'as-groups': ['system:masters'] } }),
      'FILE context "c": its user sets as-groups or as-uid without as.',
    ],
    ['an illegal namespace', withParts({ namespace: '../x' }), 'FILE context "c": its namespace "../x" is not a legal name.'],
  ])('[KUBECONFIG-9] %s, in one sentence that names file, context and field', (_, content, sentence) => {
    expect(refusal(content)).toBe(sentence);
  });

  it('[KUBECONFIG-9] a file of 50 MB, a file that is named but missing, a folder, a Pod without a token', () => {
    expect(refusal(`# ${'x'.repeat(50 * 1024 * 1024)}`)).toBe('FILE is larger than 4 MiB.');
    expect(() => discover({ kubeconfig: path.join(folder, 'nowhere') })).toThrow('nowhere does not exist.');
    expect(() => discover({ environment: { KUBECONFIG: path.join(folder, 'nowhere') } })).toThrow('nowhere does not exist.');
    expect(() => discover({ kubeconfig: folder })).toThrow('cannot be read (EISDIR).');
    const environment = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
    expect(() => discover({ environment })).toThrow(
      'token does not exist although this is a Pod; mount a service account token.',
    );
  });

  it('[KUBECONFIG-10] unchecked TLS and http are accepted on this machine, unchecked TLS elsewhere by flag', () => {
    const skip = { 'insecure-skip-tls-verify': true };
    expect(refusal(withParts({ server: 'https://127.0.0.1:6443', cluster: skip }))).toBeUndefined();
    expect(refusal(withParts({ server: 'http://localhost:8001' }))).toBeUndefined();
    expect(refusal(withParts({ cluster: skip }), { allowInsecure: true })).toBeUndefined();
  });

  it('[KUBECONFIG-11] no message quotes a secret', () => {
    const secret = 'canary-7d1f';
    const messages = [
      refusal({ ...aKubeconfig('c', { user: { token: secret } }), 'current-context': 'x' }),
      refusal(withParts({ server: `https://u:${secret}@c.example` })),
      refusal(withParts({ user: { token: [secret] } as object })),
      refusal(`users: [{name: a, user: {token: ${secret}`),
    ];
    expect(messages.every((message) => message !== undefined && !message.includes(secret))).toBe(true);
  });
});
