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

test('[GRIDVIEW-3] zooming keeps the Node under the pointer where it is; a grid that does not fit has a map to move by', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(NAMESPACE, NAME, '?group=none&sort=name&zoom=28');
  const map = page.getByTestId('minimap');
  await expect(map).toHaveCount(0);
  const box = await daemonSet.grid.boundingBox();
  const at = { x: (box?.x ?? 0) + 250, y: (box?.y ?? 0) + 180 };
  await page.mouse.click(at.x, at.y);
  const open = page.locator('[role=gridcell][aria-selected=true]');
  await expect(open).toHaveCount(1);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/zoom=tile/);
  await expect(map).toBeVisible();
  const middle = async () => {
    const cell = await open.boundingBox();
    return Math.abs((cell?.y ?? 0) + (cell?.height ?? 0) / 2 - at.y);
  };
  await expect.poll(middle).toBeLessThan(40);

  const scrolled = () => daemonSet.grid.evaluate((grid) => grid.scrollTop);
  const size = await map.boundingBox();
  await page.mouse.move((size?.x ?? 0) + 10, (size?.y ?? 0) + 5);
  await page.mouse.down();
  await page.mouse.move((size?.x ?? 0) + 10, (size?.y ?? 0) + (size?.height ?? 0) - 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(scrolled).toBeGreaterThan(500);
  await daemonSet.grid.focus();
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/zoom=/);
  await expect(map).toHaveCount(0);
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
