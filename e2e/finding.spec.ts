import type { Locator, Page } from '@playwright/test';
import { forbid, startOn, startWithoutCluster } from './support/first-start.ts';
import { writeObject } from './support/raw-objects.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });

const palette = 'Search and commands';

test.describe('the command palette', () => {
  test('[FIND-1] finds a DaemonSet, a Node on its page and a Pod by parts of their names, by keyboard alone', async ({
    page,
    fleet,
    daemonSet,
  }) => {
    await fleet.open();
    const dialog = await openPalette(page);
    await page.keyboard.type('kube-pro');
    await expect(dialog.getByRole('option', { name: /^kube-proxy ?kube-system/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/daemonsets\/kube-system\/kube-proxy$/);
    await expect(dialog).toBeHidden();
    await daemonSet.grid.waitFor();
    // A Node is chosen on the page that is open; what it showed stays.
    const name = await anyNode(page);
    await openPalette(page);
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`kube-proxy\\?.*node=${name}`));
    await expect(daemonSet.panel).toBeVisible();
    await openPalette(page);
    await page.keyboard.type(`cilium ${name}`);
    await expect(dialog.getByRole('group', { name: 'Pods' }).getByRole('option').first()).toContainText(`· ${name}`);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/cilium\\?node=${name}$`));
    await openPalette(page);
    await expect(dialog.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText('kube-proxy');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('[FIND-2] says when nothing has the name and when the server does not answer, and then finds again', async ({
    page,
    fleet,
  }) => {
    await fleet.open();
    await page.getByRole('button', { name: palette }).click();
    const dialog = page.getByRole('dialog', { name: palette });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('<img src=x onerror=alert(1)>');
    await expect(dialog.getByRole('status')).toHaveText(/^No DaemonSet, Node, Pod or Namespace/);
    await page.route('**/api/c/demo/search*', (route) => route.abort());
    await dialog.getByRole('combobox').fill('cil');
    await expect(dialog.getByRole('status')).toHaveText('The Rollcall server does not answer.');
    await page.unroute('**/api/c/demo/search*');
    await dialog.getByRole('combobox').fill('cili');
    await expect(dialog.getByRole('option', { name: /^cilium ?networking/ })).toBeVisible();
  });

  test('[FIND-12] takes what is typed before its code has come', async ({ page, fleet }) => {
    await fleet.open();
    const { promise: typed, resolve: letCodeCome } = Promise.withResolvers<void>();
    await page.route('**/*.js', async (route) => {
      await typed;
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: palette });
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.type('cili');
    letCodeCome();
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('um');
    await expect(dialog.getByRole('option', { name: /^cilium ?networking/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/daemonsets\/networking\/cilium$/);
  });

  test('[FIND-3] lists the acts of the page, opens their dialogs and does nothing itself; what is not possible says why', async ({
    page,
    daemonSet,
  }) => {
    const changes: string[] = [];
    page.on('request', (request) => request.method() !== 'GET' && changes.push(request.postData() ?? ''));
    await daemonSet.open('kube-system', 'kube-proxy');
    const dialog = await openPalette(page);
    const stale = dialog.getByRole('option', { name: /^Delete stale…/ });
    await expect(stale).toContainText(/no .*stale|nothing/i);
    // Until it is known what one may do, it cannot be chosen.
    await expect(dialog.getByRole('option', { name: /^Restart…/ })).not.toContainText('Asking');
    await page.keyboard.type('restart');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('dialog', { name: /restart/i })).toBeVisible();
    expect(changes.filter((body) => body !== '' && !body.includes('"dryRun":true'))).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

test('[FIND-4] g and a letter go to each page, and no letter of the table changes anything', async ({ page, fleet }) => {
  const changes: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && changes.push(request.url()));
  await fleet.open();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/c\/demo\/matrix/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/c\/demo$/);
  await fleet.table.waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: palette });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('0');
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/c\/demo\/nodes\/.+/);
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await expect(page).toHaveURL(/\/c\/demo\/wall/);
  await page.goBack();
  await page.goBack();
  await fleet.table.waitFor();
  for (const letter of 'abcdefhijklmnopqrstuvwxyz') await page.keyboard.press(letter);
  expect(changes).toEqual([]);
});

test('[FIND-5] back from a DaemonSet returns to the same rows, filters and place; forward and back again too', async ({
  page,
  fleet,
  daemonSet,
}) => {
  await page.setViewportSize({ width: 1280, height: 660 });
  await fleet.open();
  const desired = page.getByRole('columnheader', { name: 'DESIRED' });
  await desired.getByRole('button').click();
  await expect(page).toHaveURL(/sort=desired/);
  await desired.getByRole('button').click();
  await expect(page).toHaveURL(/reverse=true/);
  await expect(desired).toHaveAttribute('aria-sort', 'ascending');
  const scroller = fleet.table.locator('[role="rowgroup"]');
  const place = () => scroller.evaluate(({ scrollTop }) => scrollTop);
  await scroller.evaluate((element) => element.scrollTo({ top: 120 }));
  await expect.poll(place).toBe(120);
  const address = page.url();
  // By the mouse: a link that is clicked by its name is first scrolled into sight.
  const box = await scroller.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await daemonSet.grid.waitFor();
  const subject = page.url();
  await page.goBack();
  await fleet.table.waitFor();
  expect(page.url()).toBe(address);
  await expect.poll(place).toBe(120);
  await page.goForward();
  await daemonSet.grid.waitFor();
  expect(page.url()).toBe(subject);
  await page.goBack();
  await fleet.table.waitFor();
  await expect.poll(place).toBe(120);
  // A new way to the list begins at its top.
  await page.getByRole('link', { name: 'Rollcall' }).click();
  await expect(page).toHaveURL(/\/c\/demo$/);
  await expect.poll(place).toBe(0);
});

test('[FIND-6] help explains every state with its cell, every phase and key, and is searched', async ({ page, fleet }) => {
  await fleet.open();
  await page.getByRole('button', { name: 'What do these signs mean?' }).click();
  const help = page.getByRole('dialog', { name: 'What you see' });
  await expect(help.getByRole('region', { name: 'Cells' }).locator('canvas')).toHaveCount(13);
  await expect(help.getByRole('region', { name: 'Phases' })).toContainText('waiting for delete');
  await help.getByRole('searchbox').fill('cordoned');
  await expect(help.locator('dt')).toHaveCount(1);
  await help.getByRole('searchbox').fill('qqqq');
  await expect(help.getByRole('status')).toHaveText('Nothing here has this word.');
});

test('[FIND-7] the tour points at one part of the page after the other and stays away once ended', async ({
  page,
  fleet,
  daemonSet,
}) => {
  await fleet.open();
  const tour = page.getByRole('complementary', { name: 'First steps' });
  await expect(tour).toContainText('1 of 4');
  await tour.getByRole('button', { name: 'Next' }).click();
  await expect(tour).toContainText('2 of 4');
  await expect(fleet.table.getByRole('row').nth(1)).toHaveCSS('outline-style', 'dashed');
  await fleet.link('kube-proxy').click();
  await daemonSet.grid.waitFor();
  await expect(tour).toContainText('3 of 4');
  await tour.getByRole('button', { name: 'End the tour' }).click();
  await expect(tour).toBeHidden();
  await page.reload();
  await daemonSet.grid.waitFor();
  await expect(tour).toBeHidden();
});

test.describe('the first minutes', () => {
  test('[FIND-8] without a cluster the page says where was looked, and how to begin', async ({ page }) => {
    const product = await startWithoutCluster();
    try {
      await page.goto(product.url);
      await expect(page.getByRole('heading', { name: 'No cluster to show' })).toBeVisible();
      await expect(page.getByText(/Looked at: .*\.kube\/config/)).toBeVisible();
      await expect(page.getByText('npm run demo', { exact: true })).toBeVisible();
    } finally {
      await product.stop();
    }
  });

  test('[FIND-9] a cluster that cannot be reached is named with its server and a command, and shown once it can', async ({
    page,
  }) => {
    const product = await startOn({ scenario: 'healthy-fleet', nodes: 3 }, ({ relay }) => relay.cut());
    try {
      await page.goto(`${product.url}/c/demo`);
      await expect(page.getByRole('heading', { name: 'demo cannot be reached' })).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText(/Rollcall asks http:\/\/127\.0\.0\.1:\d+, as the context/)).toBeVisible();
      await expect(page.getByText(/^kubectl --context \S+ get --raw \/readyz$/)).toBeVisible();
      await product.simulator.relay.mend();
      await expect(page.getByRole('table', { name: 'DaemonSets' })).toBeVisible({ timeout: 40_000 });
    } finally {
      await product.stop();
    }
  });

  test('[FIND-10] a right that is lacking is named with the manifest that gives it, and what is left is shown', async ({
    page,
  }) => {
    const product = await startOn({ scenario: 'healthy-fleet', nodes: 3 }, (simulator) => forbid(simulator, 'nodes'));
    try {
      await page.goto(`${product.url}/c/demo`);
      const banner = page.getByRole('alert').filter({ hasText: 'Rollcall may not see: nodes' });
      await expect(banner).toBeVisible();
      await expect(page.getByText('Rollcall sees no Node in this cluster')).toBeVisible();
      await banner.getByRole('button', { name: 'How to allow it' }).click();
      const dialog = page.getByRole('dialog', { name: 'Rollcall may not see: nodes' });
      await expect(dialog.getByText('list nodes', { exact: true })).toBeVisible();
      await expect(dialog.locator('pre').first()).toContainText('kubectl apply -f - <<');
      await expect(dialog.locator('pre').first()).toContainText('kind: ClusterRoleBinding');
      await dialog.getByText('Only one Namespace is allowed?').click();
      await expect(dialog.getByText('rollcall --namespace NAMESPACE')).toBeVisible();
    } finally {
      await product.stop();
    }
  });

  test('[FIND-11] an empty cluster says so and how to fill it, and its first DaemonSet appears by itself', async ({ page }) => {
    const product = await startOn({ scenario: 'empty', nodes: 3 }, async () => undefined);
    try {
      await page.goto(`${product.url}/c/demo`);
      await expect(page.getByRole('heading', { name: 'No DaemonSets yet' })).toBeVisible();
      await expect(page.getByText(/^kubectl apply -f https/)).toBeVisible();
      const dialog = await openPalette(page);
      await page.keyboard.type('anything');
      await expect(dialog.getByRole('status')).toHaveText(/^No DaemonSet, Node, Pod or Namespace/);
      await page.keyboard.press('Escape');
      const labels = { app: 'first' };
      const containers = [{ name: 'main', image: 'registry.example/first:1' }];
      await writeObject(product, '/apis/apps/v1/namespaces/default/daemonsets', 'POST', {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'first' },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
      });
      await page.getByRole('link', { name: 'first', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('first');
      await expect(page.getByTestId('sentence')).toBeVisible();
    } finally {
      await product.stop();
    }
  });
});

/** Opens the palette by its key, once its code is there. */
async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: palette });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  return dialog;
}

/** The name of a Node that the grid shows. */
async function anyNode(page: Page): Promise<string> {
  const answer = await page.request.get('/api/c/demo/search?q=0&limit=1');
  const { nodes } = (await answer.json()) as { nodes: { items: readonly string[] } };
  return nodes.items[0] ?? '';
}
