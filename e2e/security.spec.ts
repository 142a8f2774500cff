import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { attack } from './support/attack.ts';
import { type GuardedProduct, startGuardedProduct, startStrangeSite } from './support/guarded-product.ts';
import { expect, test } from './support/test.ts';

const CLUSTER = '/api/c/rollcall-demo';
const ONE = `${CLUSTER}/daemonsets/kube-system/kube-proxy`;
const PATHS = [
  ...['/', '/c/rollcall-demo', '/metrics', '/api/clusters', '/api/session', '/api/live?feed=rollcall-demo/fleet'],
  ...['/daemonsets', '/snapshot', '/placement', '/identity'].map((path) => CLUSTER + path),
  ...['', '/nodes', '/snapshot', '/acts', '/wave', '/access'].map((path) => ONE + path),
];

let product: GuardedProduct;
let strange: Awaited<ReturnType<typeof startStrangeSite>>;
let browser: Browser;

test.beforeAll(async ({ launchOptions }) => {
  product = await startGuardedProduct();
  strange = await startStrangeSite();
  // Names of strangers lead to this machine, as a rebound name does.
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP *.test 127.0.0.1'];
  browser = await chromium.launch({ ...launchOptions, args });
});
test.afterAll(async () => {
  await browser.close();
  strange.stop();
  await product.stop();
});

/** A server that has just started on a busy machine takes its time for the first page. */
const FIRST_PAGE = { timeout: 60_000 };

/** A browser of somebody who has signed in by the link. */
async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(product.link());
  await expect(page.getByRole('table', { name: 'DaemonSets' })).toBeVisible(FIRST_PAGE);
  return context;
}

test('[SIGN-1] without the link there is a page that says what to do, and no data', async () => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const answer = await page.goto(`${product.url}/c/rollcall-demo`);
  expect(answer?.status()).toBe(401);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Press Enter in that terminal')).toBeVisible();
  await page.getByLabel('Token').fill('x'.repeat(40));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'token is not valid' })).toBeVisible();
  await page.getByLabel('Token').fill(product.token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('table', { name: 'DaemonSets' })).toBeVisible(FIRST_PAGE);
  await context.close();
});

test('[SIGN-2] a link signs in once, leaves no trace in the address, and the page is live', async () => {
  const link = product.link();
  const first = await browser.newContext({ locale: 'en-US' });
  const page = await first.newPage();
  await page.goto(link);
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live', FIRST_PAGE);
  expect(page.url()).not.toContain('t=');
  const [cookie] = await first.cookies();
  expect(cookie).toMatchObject({ name: `rollcall-${product.port}`, httpOnly: true, sameSite: 'Strict' });
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))).not.toContain(
    cookie?.value,
  );
  const second = await browser.newContext({ locale: 'en-US' });
  const again = await second.newPage();
  await again.goto(link);
  await expect(again.getByRole('alert').filter({ hasText: 'was used before' })).toBeVisible();
  await Promise.all([first.close(), second.close()]);
});

test('[SIGN-3] signing out ends the session, its stream and the page; the cookie is worth nothing', async () => {
  const context = await signedIn();
  const [page] = context.pages();
  if (page === undefined) throw new Error('There is no page.');
  await expect(page.locator('[data-connection]')).toHaveAttribute('data-connection', 'live');
  const cookies = await context.cookies();
  await page.getByRole('button', { name: 'Who you are' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[data-tier=view]')).toHaveAttribute('data-held', 'true');
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  expect((await fetch(`${product.url}/api/clusters`, { headers })).status).toBe(401);
  await expect(async () => {
    const metrics = await fetch(`${product.url}/metrics`, { headers: { authorization: `Bearer ${product.token}` } });
    expect(await metrics.text()).toMatch(/^rollcall_live_clients 0$/m);
  }).toPass();
  await context.close();
});

test('[SIGN-4] a script with the token needs neither cookie nor origin; without it every path of data is 401', async () => {
  const headers = { authorization: `Bearer ${product.token}`, 'content-type': 'application/json' };
  const what = await fetch(`${product.url}${CLUSTER}/placement`, {
    method: 'POST',
    headers,
    body: '{"daemonSet":{"spec":{"template":{}}}}',
  });
  expect([200, 400]).toContain(what.status);
  for (const path of PATHS.filter((each) => each !== '/api/session')) {
    expect((await fetch(product.url + path)).status, path).toBe(401);
    expect((await fetch(product.url + path, { headers: { authorization: 'Bearer wrong' } })).status, path).toBe(401);
  }
});

for (const [name, origin] of [
  ['another site', () => `http://evil.test:${strange.port}`],
  ['another port of this machine', () => `http://127.0.0.1:${strange.port}`],
  ['another name of this machine', () => `http://localhost:${strange.port}`],
] as const) {
  test(`[HOSTILE-1] ${name} reads nothing and changes nothing in the browser of somebody who has signed in`, async () => {
    const before = await product.objects();
    const context = await signedIn();
    const page = await context.newPage();
    await page.goto(`${origin()}/`);
    const loot = await page.evaluate(attack, { target: product.url, paths: PATHS });
    expect(loot.tried).toBeGreaterThan(100);
    expect(loot.readable).toEqual([]);
    expect(await product.objects()).toEqual(before);
    expect((await context.request.get(`${product.url}/api/clusters`)).status()).toBe(200);
    await context.close();
  });
}

test('[HOSTILE-2] a name that was rebound to this machine is answered by nothing', async () => {
  const context = await signedIn();
  const page = await context.newPage();
  const rebound = `http://rebound.test:${product.port}`;
  for (const path of PATHS) expect((await page.goto(rebound + path))?.status(), path).toBe(421);
  const answered = await page.evaluate(async (paths) => {
    const refused = 421;
    // The policy of a refusal does not even let its own page ask.
    const answers = await Promise.all(
      paths.map((path) =>
        fetch(path).then(
          ({ status }) => status,
          () => refused,
        ),
      ),
    );
    return answers.filter((status) => status !== refused).length;
  }, PATHS);
  expect(answered).toBe(0);
  await context.close();
});

test('[HOSTILE-3] no page of ours shows in a frame, not even in one of ours', async () => {
  const context = await signedIn();
  const [page] = context.pages();
  const framed = await page?.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/c/rollcall-demo';
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return frame.contentDocument?.querySelector('table')?.textContent ?? '';
  });
  expect(framed).toBe('');
  await context.close();
});
