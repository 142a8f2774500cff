import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aKubeconfig, kubeconfigFolder } from '#lib/testing/kubeconfig-folder.ts';
import type { DiscoveryOptions } from './kubeconfig.ts';
import { KubeconfigError } from './kubeconfig-error.ts';
import { weaknessOf } from './weakness.ts';

const { write, discover, path: folder } = kubeconfigFolder();

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
      'FILE context "c": its server uses http://, which anybody on the way reads; accept that with --insecure-skip-tls-verify.',
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
    [
      'a certificate-authority that is not there',
      withParts({ cluster: { 'certificate-authority': '/nowhere/ca.crt' } }),
      'FILE context "c": its certificate-authority /nowhere/ca.crt cannot be read (ENOENT).',
    ],
    [
      'a client-certificate that is not there',
      withParts({ user: { 'client-certificate': '/nowhere/me.crt', 'client-key-data': 'a' } }),
      'FILE context "c": its client-certificate /nowhere/me.crt cannot be read (ENOENT).',
    ],
    [
      'a client-key that is not there',
      withParts({ user: { 'client-certificate-data': 'a', 'client-key': '/nowhere/me.key' } }),
      'FILE context "c": its client-key /nowhere/me.key cannot be read (ENOENT).',
    ],
    [
      'a tls-server-name that no server has',
      withParts({ cluster: { 'tls-server-name': 'a b' } }),
      'FILE context "c": its tls-server-name "a b" is no DNS name.',
    ],
    ['an illegal namespace', withParts({ namespace: '../x' }), 'FILE context "c": its namespace "../x" is not a legal name.'],
  ])('[KUBECONFIG-9] %s, in one sentence that names file, context and field', (_, content, sentence) => {
    expect(refusal(content)).toBe(sentence);
  });

  it('[KUBECONFIG-9] a file of 50 MB, a file that is named but missing, a folder, a Pod without a token', () => {
    expect(refusal(`# ${'x'.repeat(50 * 1024 * 1024)}`)).toBe('FILE is larger than 4 MiB.');
    expect(() => discover({ kubeconfig: path.join(folder(), 'nowhere') })).toThrow('nowhere does not exist.');
    expect(() => discover({ environment: { KUBECONFIG: path.join(folder(), 'nowhere') } })).toThrow('nowhere does not exist.');
    expect(() => discover({ kubeconfig: folder() })).toThrow('cannot be read (EISDIR).');
    const environment = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
    expect(() => discover({ environment })).toThrow(
      'token does not exist although this is a Pod; mount a service account token.',
    );
  });

  it('[KUBECONFIG-10] unchecked TLS and http are accepted on this machine, elsewhere by flag only, and then both are told', () => {
    const skip = { 'insecure-skip-tls-verify': true };
    expect(refusal(withParts({ server: 'https://127.0.0.1:6443', cluster: skip }))).toBeUndefined();
    expect(refusal(withParts({ server: 'http://localhost:8001' }))).toBeUndefined();
    expect(refusal(withParts({ cluster: skip }), { allowInsecure: true })).toBeUndefined();
    const weakness = (parts: Parameters<typeof aKubeconfig>[1]) =>
      discover({ kubeconfig: write('config', withParts(parts)), allowInsecure: true }).contexts.map(weaknessOf);
    expect(weakness({ cluster: skip })).toEqual(['unchecked']);
    expect(weakness({ server: 'http://c.example' })).toEqual(['http']);
    expect(weakness({})).toEqual([null]);
    expect(weakness({ server: 'http://localhost:8001' })).toEqual([null]);
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
