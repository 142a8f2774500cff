import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { Refusal } from '#lib/server/http/refusal.ts';
import { AccessControl, type AccessOptions } from './access-control.ts';

const FIXED = 'f'.repeat(32);
const SECRET = 'p'.repeat(32);
const USER_TOKEN = 'users-own-token';

function control(options: Partial<AccessOptions> = {}) {
  const clock = { now: 0 };
  const reviewUser = vi.fn(async (token: string) => {
    if (token === USER_TOKEN) return 'jane';
    throw new Refusal('session.refused', 'No.');
  });
  const defaults = { mode: 'token', fixedToken: undefined, proxySecret: undefined, port: 7655, secure: false } as const;
  return { clock, reviewUser, access: new AccessControl({ ...defaults, now: () => clock.now, reviewUser, ...options }) };
}

const use = { use: true };
const idOf = (cookie: string) => cookie.split(';')[0] ?? '';

describe('who may come in', () => {
  it('[ACCESS-1] on a laptop nobody without a session, and with one who had the link', async () => {
    const { access } = control();
    expect(await access.authenticate({}, use)).toBeNull();
    access.launchTokens.offer('t'.repeat(43));
    const { cookie } = await access.signIn('t'.repeat(43));
    expect(cookie).toMatch(/^rollcall-7655=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await access.authenticate({ cookie: `a=b; ${idOf(cookie)}` }, use))?.caller.provenBy).toBe('cookie');
    await expect(access.signIn('t'.repeat(43))).rejects.toMatchObject({ code: 'session.refused', field: 'token' });
  });

  it('[ACCESS-2] behind a proxy that speaks TLS the cookie is for this host and TLS alone', async () => {
    const { access } = control({ secure: true, fixedToken: FIXED });
    expect((await access.signIn(FIXED)).cookie).toMatch(
      /^__Host-rollcall=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('[ACCESS-3] a script sends the fixed token; any other is refused, not ignored', async () => {
    const { access } = control({ fixedToken: FIXED });
    expect(await access.authenticate({ authorization: `Bearer ${FIXED}` }, use)).toMatchObject({
      caller: { provenBy: 'bearer' },
      csrf: null,
    });
    await expect(access.authenticate({ authorization: 'Bearer wrong' }, use)).rejects.toThrow('ROLLCALL_TOKEN');
    await expect(control().access.authenticate({ authorization: `Bearer ${FIXED}` }, use)).rejects.toThrow('ROLLCALL_TOKEN');
  });

  it('[ACCESS-4] a demo asks nobody, and believes no wrong token', async () => {
    expect((await control({ mode: 'none' }).access.authenticate({}, use))?.caller.name).toBe('demo');
    const withToken = control({ mode: 'none', fixedToken: FIXED }).access;
    await expect(withToken.authenticate({ authorization: 'Bearer x' }, use)).rejects.toThrow('ROLLCALL_TOKEN');
  });

  it('[ACCESS-5] users come with their own token, which stays inside', async () => {
    const { access } = control({ mode: 'user' });
    const { cookie, session } = await access.signIn(USER_TOKEN);
    expect([session.caller.name, session.caller.kubernetesToken()]).toEqual(['jane', USER_TOKEN]);
    expect(inspect(session, { depth: 9, showHidden: true }) + JSON.stringify(session) + cookie).not.toContain(USER_TOKEN);
    expect(await access.authenticate({ authorization: `Bearer ${USER_TOKEN}` }, use)).toMatchObject({ caller: { name: 'jane' } });
    await expect(access.signIn('nobody')).rejects.toThrow('No.');
  });

  it('[ACCESS-6] a user who may not see the cluster any more is out at the next review, streams included', async () => {
    const { access, reviewUser } = control({ mode: 'user' });
    const { cookie, session } = await access.signIn(USER_TOKEN);
    const end = vi.fn();
    access.sessions.holdStream(session, 8, end);
    await access.review();
    expect(end).not.toHaveBeenCalled();
    reviewUser.mockRejectedValue(new Refusal('cluster.unreachable', 'No answer.'));
    await access.review();
    expect(end).toHaveBeenCalledOnce();
    expect(await access.authenticate({ cookie: idOf(cookie) }, use)).toBeNull();
  });

  it('[ACCESS-7] a proxy is believed with the secret only, and its users need the CSRF token', async () => {
    const { access } = control({ mode: 'user', proxySecret: SECRET });
    const from = (secret: string) => ({ 'x-rollcall-proxy-secret': secret, 'x-forwarded-access-token': USER_TOKEN });
    expect(await access.authenticate(from(SECRET), use)).toMatchObject({
      caller: { name: 'jane', provenBy: 'proxy' },
      csrf: expect.stringMatching(/^[\w-]{43}$/),
    });
    await expect(access.authenticate(from('wrong'), use)).rejects.toThrow('ROLLCALL_PROXY_SECRET');
    expect(await access.authenticate({ 'x-forwarded-access-token': USER_TOKEN }, use)).toBeNull();
    expect(await control({ mode: 'user' }).access.authenticate(from(SECRET), use)).toBeNull();
  });

  it('[ACCESS-8] the session cookie twice is refused: nobody knows which one is meant', async () => {
    const { access } = control();
    await expect(access.authenticate({ cookie: 'rollcall-7655=a; rollcall-7655=b' }, use)).rejects.toThrow('clear the cookies');
    expect(await access.authenticate({ cookie: 'rollcall-7656=a; rollcall-7656=b' }, use)).toBeNull();
  });

  it('[ACCESS-9] who signs out is out at once', async () => {
    const { access } = control({ fixedToken: FIXED });
    const { cookie } = await access.signIn(FIXED);
    expect(access.signOut({ cookie: idOf(cookie) })).toMatch(/^rollcall-7655=; .*Max-Age=0$/);
    expect(await access.authenticate({ cookie: idOf(cookie) }, use)).toBeNull();
  });

  it('[ACCESS-10] after 30 refused tokens in a minute the next ones wait', async () => {
    const { access, clock } = control({ fixedToken: FIXED });
    for (let count = 0; count < 30; count++) await expect(access.signIn('x')).rejects.toThrow('token');
    await expect(access.signIn(FIXED)).rejects.toMatchObject({ code: 'session.tooMany' });
    clock.now = 60_000;
    await expect(access.signIn(FIXED)).resolves.toBeDefined();
  });

  it('[ACCESS-11] a session ends no later than the JSON Web Token that opened it', async () => {
    const token = `a.${Buffer.from(JSON.stringify({ exp: 100 })).toString('base64url')}.c`;
    const { access, reviewUser } = control({ mode: 'user' });
    reviewUser.mockResolvedValue('jane');
    expect((await access.signIn(token)).session.endsAt).toBe(100_000);
  });
});
