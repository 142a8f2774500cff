import { expect, test } from './support/test.ts';

const pill = '[data-connection]';

test('[CONN-1] with the API server gone the page says stale, and is live again by itself when it returns', async ({
  page,
  daemonSet,
  product,
}) => {
  await daemonSet.open('kube-system', 'kube-proxy');
  await expect(page.locator(pill)).toHaveAttribute('data-connection', 'live');
  await product.simulator.relay.cut();
  await expect(page.locator(pill)).toHaveAttribute('data-connection', 'stale', { timeout: 25_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'Stale since' })).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('data-stale', 'true');
  await expect(page).toHaveTitle(/stale/);
  await product.simulator.relay.mend();
  await expect(page.locator(pill)).toHaveAttribute('data-connection', 'live', { timeout: 40_000 });
  await expect(page.locator('main')).toHaveAttribute('data-stale', 'false');
});

test('[CONN-2] eight tabs share one stream, and the server keeps one watch per resource', async ({ context, product }) => {
  const pages = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  for (const page of pages) {
    await page.goto('/c/demo/daemonsets/kube-system/kube-proxy');
    await expect(page.getByRole('grid')).toBeVisible();
  }
  await expect(async () => expect(await product.metric('rollcall_live_clients')).toBe(1)).toPass();
  const watches = await product.simulator.openWatches();
  expect(Object.keys(watches)).toEqual(expect.arrayContaining(['nodes', 'pods', 'daemonsets', 'controllerrevisions']));
  expect(new Set(Object.values(watches))).toEqual(new Set([1]));
  await Promise.all(pages.map((page) => page.close()));
});
