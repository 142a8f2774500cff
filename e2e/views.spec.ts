import { expect, test } from './support/test.ts';

test('[VIEW-1] chips filter, the URL follows, and back undoes one step at a time', async ({ page, fleet, daemonSet }) => {
  await fleet.open();
  await page.getByRole('button', { name: /^complete/ }).click();
  await expect(page).toHaveURL(/phase=complete/);
  await fleet.link('kube-proxy').click();
  await expect(daemonSet.grid).toBeVisible();
  await daemonSet.chip('available').click();
  await expect(page).toHaveURL(/state=available/);
  await page.getByLabel('Group').selectOption('none');
  await expect(page).toHaveURL(/group=none/);
  await page.goBack();
  await expect(page).not.toHaveURL(/group=none/);
  await expect(daemonSet.chip('available')).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await expect(daemonSet.chip('available')).toHaveAttribute('aria-pressed', 'false');
  await page.goBack();
  await expect(page).toHaveURL(/\/c\/demo\?phase=complete$/);
  await expect(page.getByRole('button', { name: /^complete/ })).toHaveAttribute('aria-pressed', 'true');
});

test('[VIEW-2] a view is a link: opened anew it shows the same', async ({ page, daemonSet }) => {
  await daemonSet.open('kube-system', 'kube-proxy', '?view=table&sort=name&reverse=true&q=ip');
  await expect(page.getByRole('columnheader', { name: 'node', exact: true })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('searchbox')).toHaveValue('ip');
});

test('[VIEW-3] nonsense in the URL is ignored, never shown as a fault', async ({ page, daemonSet }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await daemonSet.open('kube-system', 'kube-proxy', '?state=__proto__&group=toString&sort=%00&zoom=1e9&revision=abc');
  await expect(daemonSet.chip('available')).toBeVisible();
  expect(problems).toEqual([]);
});

test('[VIEW-4] what does not exist says so and names the next command', async ({ page }) => {
  await page.goto('/c/demo/daemonsets/kube-system/no-such-thing');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('was not found');
  await expect(page.getByText('kubectl get daemonset no-such-thing -n kube-system')).toBeVisible();
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('no such page');
});

test('[VIEW-5] ?lang=ja speaks Japanese and remembers it', async ({ page, fleet }) => {
  await page.goto('/c/demo?lang=ja');
  await expect(page.getByRole('button', { name: /^完了/ })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.goto('/c/demo');
  await expect(page.getByRole('button', { name: /^完了/ })).toBeVisible();
  await expect(fleet.row('kube-proxy')).toBeVisible();
});

test('[DEMO-4] nothing is said to be simulated before it is known to be, and a cluster that is not keeps no bar', async ({
  page,
}) => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  await page.route('**/api/demo', async (route) => {
    asked.resolve();
    await answer.promise;
    await route.fulfill({ status: 404 });
  });
  await page.goto('/c/demo');
  const words = page.getByText('Nothing real is touched');
  await asked.promise;
  await expect(words).toBeHidden();
  answer.resolve();
  await expect(words).toHaveCount(0);
});
