import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

describe('readConfiguration', () => {
  it('[CONFIGURATION-1] has a default for everything and is frozen', () => {
    const configuration = readConfiguration({});
    expect(configuration).toEqual({
      kubeconfig: undefined,
      context: undefined,
      namespace: undefined,
      port: 7655,
      address: '127.0.0.1',
      readOnly: undefined,
      insecureSkipTlsVerify: false,
      demoUrl: undefined,
      signIn: 'token',
      token: undefined,
      proxySecret: undefined,
      behindProxy: false,
      allowedHosts: undefined,
      healthPort: undefined,
      registries: [],
      allowExec: [],
    });
    expect(Object.isFrozen(configuration)).toBe(true);
  });

  it('[CONFIGURATION-2] reads every variable', () => {
    const read = readConfiguration({
      ROLLCALL_KUBECONFIG: 'F',
      ROLLCALL_CONTEXT: 'C',
      ROLLCALL_NAMESPACE: 'kube-system',
      ROLLCALL_PORT: '8001',
      ROLLCALL_ADDRESS: '::1',
      ROLLCALL_READ_ONLY: 'true',
      ROLLCALL_DEMO_URL: 'http://127.0.0.1:7656',
      ROLLCALL_REGISTRIES: 'docker.io, mirror.example:5000',
    });
    expect(read.registries).toEqual(['docker.io', 'mirror.example:5000']);
    expect(read).toMatchObject({ kubeconfig: 'F', context: 'C', namespace: 'kube-system', port: 8001, address: '::1' });
    expect(read).toMatchObject({ readOnly: true, demoUrl: 'http://127.0.0.1:7656' });
  });

  it.each([
    [{ ROLLCALL_PORT: 'abc' }, 'ROLLCALL_PORT must be a whole number from 1 to 65535.'],
    [{ PORT: '70000' }, 'ROLLCALL_PORT must be a whole number from 1 to 65535.'],
    [
      { ROLLCALL_REGISTRIES: 'https://docker.io' },
      'ROLLCALL_REGISTRIES must be registries as images name them, such as docker.io,mirror.example:5000.',
    ],
    [{ ROLLCALL_NAMESPACE: '..' }, 'ROLLCALL_NAMESPACE must be 1 to 63 of a-z 0-9 -.'],
    [{ ROLLCALL_READ_ONLY: 'maybe' }, 'ROLLCALL_READ_ONLY must be true or false.'],
    [{ ROLLCALL_ADDRESS: 'rollcall' }, 'ROLLCALL_ADDRESS must be an IP address of this machine.'],
    [{ ROLLCALL_SIGN_IN: 'none' }, 'ROLLCALL_SIGN_IN must be token or user.'],
    [{ ROLLCALL_TOKEN_FILE: '/nowhere/token' }, 'ROLLCALL_TOKEN_FILE names a file that cannot be read.'],
    [{ ROLLCALL_DEMO_URL: 'https://evil.test' }, 'ROLLCALL_DEMO_URL must be a URL of this machine.'],
  ])('[CONFIGURATION-3] %j is refused in one sentence that names it', (env, sentence) => {
    expect(() => readConfiguration(env)).toThrow(new Error(sentence));
  });
});
