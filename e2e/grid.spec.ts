import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'healthy-fleet', nodes: 300 } });

const NAMESPACE = 'kube-system';
const NAME = 'fluentd-elasticsearch';

test('[GRIDVIEW-1] Nodes group by any label and once more within, and groups fold by pointer and by key', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(NAMESPACE, NAME);
  await expect(daemonSet.grid).toHaveAccessibleName(/^300 Nodes/);
  await page.getByRole('combobox', { name: 'Group', exact: true }).selectOption({ label: 'a label …' });
  const choice = page.getByRole('dialog', { name: 'Group by a label' });
  await choice.getByRole('searchbox').fill('TOPOLOGY zone');
  const zone = choice.getByRole('button', { name: /^topology\.kubernetes\.io\/zone/ });
  await expect(zone).toHaveAccessibleDescription('300 Nodes · 3 values');
  await choice.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/group=label:topology\.kubernetes\.io(\/|%2F)zone/);
  await page.getByRole('combobox', { name: 'then', exact: true }).selectOption('state');
  await expect(page).toHaveURL(/then=state/);
  const headings = page.getByRole('rowheader');
  await expect(headings.filter({ hasText: 'available' })).toHaveCount(3);

  const first = headings.first().getByRole('button').first();
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  const nodes = Number(/of ([\d,]+)/.exec((await headings.first().textContent()) ?? '')?.[1]);
  await first.click();
  await expect(first).toHaveAttribute('aria-expanded', 'false');
  await expect(daemonSet.grid).toHaveAccessibleName(new RegExp(`^${300 - nodes} Nodes`));
  await daemonSet.grid.focus();
  await page.keyboard.press('[');
  await expect(headings.filter({ has: page.locator('[aria-expanded=false]') })).toHaveCount(2);
  await page.keyboard.press(']');
  await expect(daemonSet.grid).toHaveAccessibleName(/^300 Nodes/);

  await page.reload();
  await expect(headings.filter({ hasText: 'available' })).toHaveCount(3);
});

test('[GRIDVIEW-2] the colour of the cells says what was asked for, with a legend, by address', async ({ page, daemonSet }) => {
  await daemonSet.open(NAMESPACE, NAME);
  const legend = page.getByTestId('legend');
  await expect(legend).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Colour', exact: true }).selectOption('age');
  await expect(legend).toContainText('Age of the Pod');
  await expect(legend.getByRole('listitem')).toHaveText(['< 10m', '≥ 10m', '≥ 1h', '≥ 1d', '≥ 7d']);
  await expect(page).toHaveURL(/colour=age/);
  await page.reload();
  await expect(legend).toContainText('Age of the Pod');
  await page.goBack();
  await expect(legend).toHaveCount(0);
});

test('[GRIDVIEW-4] on a small screen the grid, its map and its headings stay within the card', async ({ page, daemonSet }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await daemonSet.open(NAMESPACE, NAME, '?then=pool');
  const map = page.getByTestId('minimap');
  await expect(map).toBeVisible();
  const card = await page.getByRole('region', { name: 'Nodes', exact: true }).boundingBox();
  const size = await map.boundingBox();
  expect((size?.x ?? 0) + (size?.width ?? 0)).toBeLessThanOrEqual((card?.x ?? 0) + (card?.width ?? 0));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
});
