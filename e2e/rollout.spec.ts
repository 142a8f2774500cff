import { expect, test } from './support/test.ts';

test('[SEE-1] a person finds a DaemonSet, starts a rollout and watches it to the end without a reload', async ({
  page,
  fleet,
  daemonSet,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/c\/demo$/);
  await expect(fleet.row('fluentd-elasticsearch')).toContainText('complete');
  await fleet.link('fluentd-elasticsearch').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fluentd-elasticsearch');
  await page.evaluate(() => {
    document.documentElement.dataset.loadedOnce = 'yes';
  });
  await page.getByRole('button', { name: 'Start a rollout' }).click();
  await expect(daemonSet.sentence).toContainText('new pods have been updated');
  await expect(page).toHaveTitle(/rolling out/);
  expect(await daemonSet.count('STALE')).toBeGreaterThan(0);
  await expect(daemonSet.sentence).toContainText('successfully rolled out', { timeout: 80_000 });
  await expect(page).toHaveTitle(/complete/);
  expect(await daemonSet.count('STALE')).toBe(0);
  await expect(page.locator('html')).toHaveAttribute('data-loaded-once', 'yes');
});

test('[SEE-2] the counts add up: bar to DESIRED, chips to all Nodes', async ({ daemonSet }) => {
  await daemonSet.open('kube-system', 'fluentd-elasticsearch');
  await expect(async () => {
    expect(await daemonSet.progressSum()).toBe(await daemonSet.count('DESIRED'));
    const { all, sum } = await daemonSet.chipSums();
    expect(sum).toBe(all);
  }).toPass();
});

test('[SEE-3] a broken rollout shows the failing Nodes, the reason, the events and the log', async ({
  page,
  daemonSet,
  product,
}) => {
  await daemonSet.open('kube-system', 'fluentd-elasticsearch');
  await page.getByRole('button', { name: 'Break it' }).click();
  await expect(daemonSet.chip('failing')).toBeVisible({ timeout: 60_000 });
  await daemonSet.chip('failing').click();
  await expect(page).toHaveURL(/state=failing/);
  const failing = daemonSet.grid.getByRole('gridcell', { name: /failing, (ErrImagePull|ImagePullBackOff)/ }).first();
  await expect(failing).toBeVisible();
  await failing.click({ force: true });
  await expect(daemonSet.panel).toBeVisible();
  await expect(daemonSet.panel.getByTestId('verdict')).toContainText('Its updated Pod fails');
  await expect(daemonSet.panel).toContainText(/ErrImagePull|ImagePullBackOff/);
  await expect(daemonSet.panel.getByRole('list', { name: 'Events' })).toContainText(/Failed|BackOff/);
  await product.simulator.control('mend');
  await expect(daemonSet.chip('failing')).toHaveText(/failing\s*0/, { timeout: 60_000 });
});

test('[SEE-4] the log of a running Pod can be read', async ({ page, daemonSet }) => {
  await daemonSet.open('kube-system', 'kube-proxy', '?state=available');
  await daemonSet.grid.getByRole('gridcell').first().click({ force: true });
  await expect(daemonSet.panel.getByRole('log')).toContainText(/\w+/);
  await page.keyboard.press('Escape');
  await expect(daemonSet.panel).toBeHidden();
});
