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
      token: undefined,
      demoUrl: undefined,
    });
    expect(Object.isFrozen(configuration)).toBe(true);
  });

  it('[CONFIGURATION-2] reads every variable', () => {
    const token = 'a'.repeat(32);
    const read = readConfiguration({
      ROLLCALL_KUBECONFIG: 'F',
      ROLLCALL_CONTEXT: 'C',
      ROLLCALL_NAMESPACE: 'kube-system',
      ROLLCALL_PORT: '8001',
      ROLLCALL_ADDRESS: '0.0.0.0',
      ROLLCALL_READ_ONLY: 'true',
      ROLLCALL_TOKEN: token,
      ROLLCALL_DEMO_URL: 'http://127.0.0.1:7656',
    });
    expect(read).toMatchObject({ kubeconfig: 'F', context: 'C', namespace: 'kube-system', port: 8001, address: '0.0.0.0' });
    expect(read).toMatchObject({ readOnly: true, token, demoUrl: 'http://127.0.0.1:7656' });
  });

  it.each([
    [{ ROLLCALL_PORT: 'abc' }, 'ROLLCALL_PORT must be a whole number from 1 to 65535.'],
    [{ PORT: '70000' }, 'ROLLCALL_PORT must be a whole number from 1 to 65535.'],
    [{ ROLLCALL_NAMESPACE: '..' }, 'ROLLCALL_NAMESPACE must be 1 to 63 of a-z 0-9 -.'],
    [{ ROLLCALL_READ_ONLY: 'maybe' }, 'ROLLCALL_READ_ONLY must be true or false.'],
    [{ ROLLCALL_ADDRESS: '0.0.0.0' }, 'ROLLCALL_ADDRESS must be 127.0.0.1 or ::1 unless ROLLCALL_TOKEN is set.'],
    [{ ROLLCALL_TOKEN: 'short-secret' }, 'ROLLCALL_TOKEN must be 32 to 512 printable characters without spaces.'],
    [{ ROLLCALL_DEMO_URL: 'https://evil.test' }, 'ROLLCALL_DEMO_URL must be a URL of this machine.'],
  ])('[CONFIGURATION-3] %j is refused in one sentence that names it and quotes no secret', (env, sentence) => {
    expect(() => readConfiguration(env)).toThrow(new Error(sentence));
  });
});
