import { test as base, type Page } from '@playwright/test';
import { type Product, startProduct } from './support/product.ts';
import { greenPixels, memoryOf, passHearing, watchWall } from './support/wall-witness.ts';

const test = base.extend<object, { product: Product }>({
  product: [
    async ({ browserName: _ }, use) => {
      const product = await startProduct({ scenario: 'healthy-fleet', nodes: 3 });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});
const { expect } = base;

const PROXY = 'kube-system/kube-proxy';
const FLUENTD = 'kube-system/fluentd-elasticsearch';
const wallOf = (every: string, ...names: string[]) =>
  `/c/demo/wall?${names.map((name) => `ds=${name}`).join('&')}&every=${every}`;
/** Each turn brings one that was not open before, and with it a word of the server. */
const TURNING = wallOf('5s', PROXY, FLUENTD, 'monitoring/node-exporter');
const wall = (page: Page) => page.locator('[data-wall]');

test('[WALL-50] left alone for ten minutes with its server restarted twice a wall never shows the past as the present, and recovers', async ({
  page,
  product,
}) => {
  await page.clock.install();
  await watchWall(page);
  await page.goto(TURNING);
  await expect(wall(page)).toHaveAttribute('data-wall', 'live');
  await expect(page.locator('canvas[role=img]')).toBeVisible();
  await expect.poll(() => greenPixels(page)).toBeGreaterThan(500);
  const minutes = async (count: number) => {
    for (let passed = 0; passed < count * 60_000; passed += 5_000) await passHearing(page, 5_000);
  };
  await minutes(2);
  const early = await memoryOf(page);
  for (const outage of [1, 2]) {
    await product.stopServer();
    await page.clock.runFor(20_000);
    await expect(wall(page)).toHaveAttribute('data-wall', 'stale');
    await expect(page.getByRole('alert').filter({ hasText: /Stale since \d\d:\d\d:\d\d/ })).toBeVisible();
    expect(await greenPixels(page), `outage ${outage}`).toBe(0);
    await product.startServer();
    await expect(async () => {
      await page.clock.runFor(2_000);
      expect(await wall(page).getAttribute('data-wall')).toBe('live');
    }).toPass({ timeout: 60_000 });
    await minutes(3);
    await expect.poll(() => greenPixels(page)).toBeGreaterThan(500);
  }
  await minutes(2);
  const { faces, lies } = await page.evaluate(() => window.wallWitness);
  expect(lies).toEqual([]);
  expect(faces.filter((face) => face === 'stale').length).toBeGreaterThanOrEqual(2);
  const late = await memoryOf(page);
  expect(late.nodes).toBeLessThan(early.nodes * 1.2 + 300);
  expect(late.heap).toBeLessThan(early.heap * 1.3 + 4_000_000);
});

test('[WALL-51] a machine that slept wakes to a screen that says so, and a server of another build makes it load itself anew once, and the end of its sign-in is said', async ({
  page,
}) => {
  await page.clock.install();
  await watchWall(page);
  await page.goto(TURNING);
  await expect(wall(page)).toHaveAttribute('data-wall', 'live');
  await page.route(/\/api\/live/, (route) => route.abort());
  await page.clock.fastForward('01:00:00');
  await page.clock.runFor(1_000);
  await expect(wall(page)).toHaveAttribute('data-wall', 'stale');
  await page.unroute(/\/api\/live/);
  await expect(async () => {
    await page.clock.runFor(1_000);
    expect(await wall(page).getAttribute('data-wall')).toBe('live');
  }).toPass();
  expect((await page.evaluate(() => window.wallWitness)).lies).toEqual([]);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), build: 'another' } });
  });
  await expect(async () => {
    await page.clock.runFor(21_000);
    expect(loads).toBe(1);
  }).toPass();
  await expect(wall(page)).toHaveAttribute('data-wall', 'live');
  for (let turn = 0; turn < 4; turn++) await passHearing(page, 5_000);
  await page.clock.runFor(21_000);
  await expect(wall(page)).toBeVisible();
  expect(loads).toBe(1);
  await page.unroute('**/api/session');
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), signedIn: false } });
  });
  await expect(async () => {
    await page.clock.runFor(10_000);
    expect(await wall(page).getAttribute('data-wall')).toBe('signedOut');
  }).toPass();
  await expect(page.getByRole('alert').filter({ hasText: 'The sign-in of this screen has ended' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.unroute('**/api/session');
  await expect(async () => {
    await page.clock.runFor(10_000);
    expect(await wall(page).getAttribute('data-wall')).toBe('live');
  }).toPass();
});

test('[WALL-52] a wall turns, pauses, moves, fits every screen, hides its controls, and names what its address has wrong', async ({
  page,
}) => {
  await page.goto(`${wallOf('10m', PROXY, FLUENTD, 'kube-system/no-such-thing')}&theme=dark`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('kube-proxy');
  await page.keyboard.press(' ');
  await expect(page.getByText('paused here')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('fluentd-elasticsearch');
  await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('There is no DaemonSet kube-system/no-such-thing');
  await page.keyboard.press('ArrowLeft');
  await expect(heading).toContainText('fluentd-elasticsearch');
  await expect(page).toHaveTitle('Wall · demo · Rollcall');
  for (const [width, height] of [
    [1280, 720],
    [3840, 2160],
    [375, 667],
  ] as const) {
    await page.setViewportSize({ width, height });
    const scrolls = () =>
      page.evaluate(() => [
        document.documentElement.scrollHeight - innerHeight,
        document.documentElement.scrollWidth - innerWidth,
      ]);
    await expect.poll(scrolls).toEqual([0, 0]);
    await expect(page.locator('[data-wall] footer')).toBeInViewport({ ratio: 1 });
  }
  const controls = page.getByRole('navigation', { name: 'Wall' });
  await expect(controls).toHaveCSS('opacity', '0');
  await page.mouse.move(200, 200);
  await expect(controls).toHaveCSS('opacity', '1');
  await controls.getByRole('link', { name: 'All as tiles' }).click();
  await expect(page).toHaveURL(/show=all/);
  await expect(page.getByRole('listitem').filter({ hasText: 'kube-proxy' })).toContainText('complete');
  await page.goto('/c/demo/wall?every=3s&ds=kube-proxy');
  await expect(page.getByText('every must be a time from 5s to 10m, such as 20s or 1m30s, not "3s".')).toBeVisible();
  await expect(page.getByText(/ds must be NAMESPACE\/NAME of a DaemonSet, not "kube-proxy"/)).toBeVisible();
});

test('[NEWS-50] the end of a rollout is told once: by the browser in one of two tabs, on the page in both, and not again after a reload', async ({
  context,
  product,
}) => {
  const notes: string[] = [];
  await context.grantPermissions(['notifications']);
  await context.exposeBinding('recordNote', (_source, note: string) => notes.push(note));
  await context.addInitScript(() => {
    const record = (window as unknown as { recordNote: (note: string) => void }).recordNote;
    const Real = window.Notification;
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        record(`${title} | ${options?.body} | ${options?.tag}`);
      }
    };
  });
  const open = async () => {
    const tab = await context.newPage();
    await tab.goto(`${product.url}/c/demo/daemonsets/kube-system/fluentd-elasticsearch`);
    await tab.getByRole('grid').waitFor();
    return tab;
  };
  const [first, second] = [await open(), await open()];
  const bell = first.getByRole('button', { name: 'Tell me when a rollout ends' });
  await bell.click();
  await expect(first.getByText('This browser will tell you when a rollout of fluentd-elasticsearch ends')).toBeVisible();
  await expect(second.getByRole('button', { name: 'Tell me when a rollout ends' })).toHaveAttribute('aria-pressed', 'true');
  await product.simulator.control('start');
  await expect(first).toHaveTitle(/rolling out/);
  for (const tab of [first, second]) {
    const news = tab.getByRole('region', { name: 'News of rollouts' });
    await expect(news).toContainText('kube-system/fluentd-elasticsearch: complete', { timeout: 90_000 });
    await expect(tab.getByRole('status').filter({ hasText: 'fluentd-elasticsearch: complete' })).toHaveCount(1);
  }
  const told = [
    expect.stringMatching(
      /^✓ kube-system\/fluentd-elasticsearch: complete \| .+ \| rollcall\/demo\/kube-system\/fluentd-elasticsearch$/,
    ),
  ];
  await expect.poll(() => notes).toEqual(told);
  await first.reload();
  await expect(bell).toHaveAttribute('aria-pressed', 'true');
  await second.goto(`${product.url}/c/demo`);
  await expect(second).toHaveTitle('DaemonSets · demo · Rollcall');
  for (const tab of [first, second]) await expect(tab.getByTestId('news')).toBeAttached();
  expect(notes).toEqual(told);
});
