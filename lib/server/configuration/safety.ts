import 'server-only';
import type { Configuration } from './configuration.ts';

const SHORTEST_SECRET = 32;

type Rule = readonly [unsafe: (configuration: Configuration) => boolean, sentence: string];

/** Every way of starting that would let somebody in who should not be, in the order in which they are told. */
const RULES: readonly Rule[] = [
  [({ token }) => isWeak(token), 'ROLLCALL_TOKEN must have 32 characters or more.'],
  [({ proxySecret }) => isWeak(proxySecret), 'ROLLCALL_PROXY_SECRET must have 32 characters or more.'],
  [
    ({ demoUrl, address }) => demoUrl !== undefined && !isLoopback(address),
    'A demo listens on loopback only: it asks nobody to sign in.',
  ],
  [
    ({ demoUrl, behindProxy }) => demoUrl !== undefined && behindProxy,
    'A demo does not run behind a proxy: it asks nobody to sign in.',
  ],
  [({ demoUrl, signIn }) => demoUrl !== undefined && signIn === 'user', 'A demo has no users: leave ROLLCALL_SIGN_IN away.'],
  [
    ({ signIn, token }) => signIn === 'user' && token !== undefined,
    'ROLLCALL_TOKEN would let users in without an identity: it does not go with ROLLCALL_SIGN_IN=user.',
  ],
  [
    ({ proxySecret, signIn }) => proxySecret !== undefined && signIn !== 'user',
    'ROLLCALL_PROXY_SECRET brings the tokens of users: it needs ROLLCALL_SIGN_IN=user.',
  ],
  [
    ({ proxySecret, behindProxy }) => proxySecret !== undefined && !behindProxy,
    'ROLLCALL_PROXY_SECRET needs ROLLCALL_BEHIND_PROXY=true: nobody else may bring the tokens of users.',
  ],
  [
    ({ address, signIn, token }) => !isLoopback(address) && signIn === 'token' && token === undefined,
    'ROLLCALL_ADDRESS other than loopback needs ROLLCALL_TOKEN or ROLLCALL_SIGN_IN=user.',
  ],
  [
    ({ address, behindProxy }) => !isLoopback(address) && !behindProxy,
    'ROLLCALL_ADDRESS other than loopback needs a proxy that speaks TLS in front and ROLLCALL_BEHIND_PROXY=true.',
  ],
  [
    ({ behindProxy, allowedHosts }) => behindProxy && allowedHosts === undefined,
    'ROLLCALL_BEHIND_PROXY needs ROLLCALL_ALLOWED_HOSTS: the names under which browsers reach the proxy.',
  ],
  [
    ({ behindProxy, signIn, token }) => behindProxy && signIn === 'token' && token === undefined,
    'ROLLCALL_BEHIND_PROXY needs ROLLCALL_TOKEN or ROLLCALL_SIGN_IN=user: the link of the terminal leads to this machine only.',
  ],
];

/** Why a server may not start with this configuration, in one sentence, or null. */
export function whyUnsafe(configuration: Configuration): string | null {
  return RULES.find(([unsafe]) => unsafe(configuration))?.[1] ?? null;
}

/** True for an address that only this machine reaches. */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function isWeak(secret: string | undefined): boolean {
  return secret !== undefined && secret.length < SHORTEST_SECRET;
}
