import { describe, expect, it } from 'vitest';
import { flagsToEnvironment, parseFlags } from './flags.mjs';

describe('rollcall flags', () => {
  it('[FLAGS-1] every flag has a default', () => {
    expect(parseFlags([], {})).toEqual({
      kubeconfig: undefined,
      context: undefined,
      namespace: undefined,
      port: 7655,
      address: '127.0.0.1',
      readOnly: undefined,
      open: true,
      insecureSkipTlsVerify: false,
      signIn: undefined,
      behindProxy: false,
      allowedHosts: undefined,
      healthPort: undefined,
      help: false,
      version: false,
    });
  });

  it('[FLAGS-2] takes every flag', () => {
    const argv = '--kubeconfig F --context C -n kube-system --port 8001 --address ::1 --read-only --no-open'.split(' ');
    expect(parseFlags(argv, {})).toMatchObject({
      kubeconfig: 'F',
      context: 'C',
      namespace: 'kube-system',
      port: 8001,
      address: '::1',
      readOnly: true,
      open: false,
    });
  });

  it('[FLAGS-3] takes every flag from ROLLCALL_ and its name, and the flag decides', () => {
    const env = {
      ROLLCALL_PORT: '9001',
      ROLLCALL_CONTEXT: 'C',
      ROLLCALL_READ_ONLY: 'false',
      ROLLCALL_NO_OPEN: '1',
      ROLLCALL_NAMESPACE: '',
    };
    expect(parseFlags([], env)).toMatchObject({ port: 9001, context: 'C', readOnly: false, open: false, namespace: undefined });
    expect(parseFlags(['--port', '9002', '--read-only'], env)).toMatchObject({ port: 9002, readOnly: true });
  });

  it('[FLAGS-4] honours PORT after ROLLCALL_PORT', () => {
    expect(parseFlags([], { PORT: '5000' }).port).toBe(5000);
    expect(parseFlags([], { PORT: '5000', ROLLCALL_PORT: '5001' }).port).toBe(5001);
  });

  it('[FLAGS-5] takes any IP address: whether it is safe is decided by how one signs in', () => {
    expect(parseFlags(['--address', 'localhost'], {}).address).toBe('127.0.0.1');
    expect(parseFlags(['--address', '0.0.0.0', '--behind-proxy', '--sign-in', 'user'], {})).toMatchObject({
      address: '0.0.0.0',
      behindProxy: true,
      signIn: 'user',
    });
  });

  it.each([
    [['--port', 'abc'], {}, '--port is "abc"; a whole number from 1 to 65535 is allowed.'],
    [['--port', '70000'], {}, '--port is "70000"; a whole number from 1 to 65535 is allowed.'],
    [[], { PORT: 'abc' }, 'PORT is "abc"; a whole number from 1 to 65535 is allowed.'],
    [[], { ROLLCALL_READ_ONLY: 'yes' }, 'ROLLCALL_READ_ONLY is "yes"; true or false is allowed.'],
    [['--namespace', '..'], {}, '--namespace is ".."; 1 to 63 of a-z 0-9 - are allowed.'],
    [['--address', 'evil.test'], {}, '--address is "evil.test"; an IP address of this machine such as'],
    [['--sign-in', 'no'], {}, '--sign-in is "no"; token or user is allowed.'],
    [['--health-port', '0'], {}, '--health-port is "0"; a whole number from 1 to 65535 is allowed.'],
    [['--prot', '1'], {}, '"--prot" is not a flag; did you mean --port?'],
    [['--frobnicate'], {}, '"--frobnicate" is not a flag; the flags are --kubeconfig --context'],
    [['--context'], {}, "Option '--context <value>' argument missing; see --help."],
    [['status'], {}, "Unexpected argument 'status'"],
  ])('[FLAGS-6] %j with %j is refused in one sentence that names it', (argv, env, sentence) => {
    expect(() => parseFlags(argv, env)).toThrow(sentence);
  });

  it('[FLAGS-7] what the server finds in its environment says the same', () => {
    const flags = parseFlags(['--context', 'C', '--read-only', '--port', '8001'], {});
    const environment = flagsToEnvironment(flags);
    expect(environment).toEqual({
      ROLLCALL_CONTEXT: 'C',
      ROLLCALL_PORT: '8001',
      ROLLCALL_ADDRESS: '127.0.0.1',
      ROLLCALL_READ_ONLY: 'true',
    });
    expect(parseFlags([], environment)).toEqual(flags);
  });
});
