import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

const TOKEN = { ROLLCALL_TOKEN: 't'.repeat(32) };
const USER = { ROLLCALL_SIGN_IN: 'user' };
const EVERYWHERE = { ROLLCALL_ADDRESS: '0.0.0.0' };
const PROXY = { ROLLCALL_BEHIND_PROXY: 'true', ROLLCALL_ALLOWED_HOSTS: 'rollcall.example' };
const DEMO = { ROLLCALL_DEMO_URL: 'http://127.0.0.1:9' };
const SECRET = { ROLLCALL_PROXY_SECRET: 's'.repeat(32) };

type Environment = Readonly<Record<string, string>>;

const SAFE: readonly (readonly [string, Environment])[] = [
  ['a laptop', {}],
  ['a laptop over IPv6', { ROLLCALL_ADDRESS: '::1' }],
  ['a fixed token', TOKEN],
  ['a demo', DEMO],
  ['a demo with a token for scripts', { ...DEMO, ...TOKEN }],
  ['users on loopback, as behind port-forward', USER],
  ['a token behind a proxy in the same Pod', { ...TOKEN, ...PROXY }],
  ['a token behind a proxy elsewhere', { ...EVERYWHERE, ...TOKEN, ...PROXY }],
  ['users behind a proxy', { ...EVERYWHERE, ...USER, ...PROXY }],
  ['users that a proxy brings', { ...EVERYWHERE, ...USER, ...PROXY, ...SECRET }],
];

const UNSAFE: readonly (readonly [string, Environment, string])[] = [
  ['a short token', { ROLLCALL_TOKEN: 't'.repeat(31) }, 'ROLLCALL_TOKEN must have 32'],
  ['a short proxy secret', { ...USER, ...PROXY, ROLLCALL_PROXY_SECRET: 'x' }, 'ROLLCALL_PROXY_SECRET must have 32'],
  ['everybody, without anything', EVERYWHERE, 'ROLLCALL_ADDRESS other than loopback needs ROLLCALL_TOKEN'],
  ['everybody over IPv6', { ROLLCALL_ADDRESS: '::' }, 'ROLLCALL_ADDRESS other than loopback needs ROLLCALL_TOKEN'],
  ['an address of the network', { ROLLCALL_ADDRESS: '10.0.0.1' }, 'ROLLCALL_ADDRESS other than loopback needs'],
  ['everybody with a token in the clear', { ...EVERYWHERE, ...TOKEN }, 'needs a proxy that speaks TLS'],
  ['everybody with users in the clear', { ...EVERYWHERE, ...USER }, 'needs a proxy that speaks TLS'],
  [
    'everybody with hosts but in the clear',
    { ...EVERYWHERE, ...TOKEN, ROLLCALL_ALLOWED_HOSTS: 'a' },
    'needs a proxy that speaks TLS',
  ],
  [
    'a proxy without its names',
    { ...EVERYWHERE, ...TOKEN, ROLLCALL_BEHIND_PROXY: 'true' },
    'ROLLCALL_BEHIND_PROXY needs ROLLCALL_ALLOWED_HOSTS',
  ],
  [
    'a proxy on loopback without its names',
    { ...TOKEN, ROLLCALL_BEHIND_PROXY: 'true' },
    'ROLLCALL_BEHIND_PROXY needs ROLLCALL_ALLOWED_HOSTS',
  ],
  ['a proxy without sign-in', PROXY, 'ROLLCALL_BEHIND_PROXY needs ROLLCALL_TOKEN'],
  [
    'everybody behind a proxy without sign-in',
    { ...EVERYWHERE, ...PROXY },
    'ROLLCALL_ADDRESS other than loopback needs ROLLCALL_TOKEN',
  ],
  ['a demo for everybody', { ...DEMO, ...EVERYWHERE }, 'A demo listens on loopback'],
  ['a demo for everybody with a token', { ...DEMO, ...EVERYWHERE, ...TOKEN, ...PROXY }, 'A demo listens on loopback'],
  ['a demo behind a proxy', { ...DEMO, ...TOKEN, ...PROXY }, 'A demo does not run behind a proxy'],
  ['a demo with users', { ...DEMO, ...USER }, 'A demo has no users'],
  ['users and a token that is nobody', { ...USER, ...TOKEN }, 'ROLLCALL_TOKEN would let users in'],
  ['a proxy secret without users', { ...TOKEN, ...PROXY, ...SECRET }, 'ROLLCALL_PROXY_SECRET brings the tokens of users'],
  ['a proxy secret without a proxy', { ...USER, ...SECRET }, 'ROLLCALL_PROXY_SECRET needs ROLLCALL_BEHIND_PROXY'],
];

describe('how a server may start', () => {
  it.each(SAFE)('[SAFETY-1] %s is allowed', (_, environment) => {
    expect(readConfiguration(environment)).toBeDefined();
  });

  it.each(UNSAFE)('[SAFETY-2] %s is refused in one sentence', (_, environment, sentence) => {
    expect(() => readConfiguration(environment)).toThrow(sentence);
  });

  it('[SAFETY-3] no combination at all lets the network in without sign-in, TLS and names', () => {
    const parts: readonly Environment[] = [
      EVERYWHERE,
      TOKEN,
      USER,
      DEMO,
      SECRET,
      { ROLLCALL_BEHIND_PROXY: 'true' },
      { ROLLCALL_ALLOWED_HOSTS: 'a' },
    ];
    let allowed = 0;
    for (let mask = 0; mask < 2 ** parts.length; mask++) {
      const environment = Object.assign({}, ...parts.filter((_, index) => mask & (1 << index))) as Environment;
      const read = attempt(environment);
      if (read === null || read.address !== '0.0.0.0') continue;
      allowed += 1;
      expect(read).toMatchObject({ behindProxy: true, allowedHosts: 'a', demoUrl: undefined });
      expect(read.signIn === 'user' || read.token !== undefined).toBe(true);
    }
    expect(allowed).toBe(3);
  });
});

function attempt(environment: Environment) {
  try {
    return readConfiguration(environment);
  } catch {
    return null;
  }
}
