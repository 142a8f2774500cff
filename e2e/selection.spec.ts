import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { ActDialog } from './support/act-dialog.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'on-delete', nodes: 40 } });

const EXPORTER = ['monitoring', 'node-exporter'] as const;
const FLAT = '?group=none&sort=name';

/** The Nodes of the grid in the order shown, by what their cells say. */
async function cellNames(page: Page): Promise<string[]> {
  const labels = await page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.split(', ')[0] ?? '');
}

function chosen(page: Page, role: 'gridcell' | 'row' = 'gridcell'): Locator {
  return page.getByRole(role, { selected: true });
}

/** The middle of a cell; the canvas below takes the pointer. */
async function middleOf(page: Page, node: string): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('gridcell', { name: new RegExp(`^${node}, `) }).boundingBox();
  if (!box) throw new Error(`The cell of ${node} is not there.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function clickCell(page: Page, node: string, key?: 'Control' | 'Shift'): Promise<void> {
  const { x, y } = await middleOf(page, node);
  if (key) await page.keyboard.down(key);
  await page.mouse.click(x, y);
  if (key) await page.keyboard.up(key);
}

test('[SELECT-SEE-1] Nodes are chosen by mouse: drag, Ctrl and Shift; the table shows the same, a reload keeps it, back undoes it', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER, FLAT);
  const panel = page.getByRole('region', { name: 'Selected Nodes' });
  await expect(page.getByRole('gridcell')).toHaveCount(40);
  const names = await cellNames(page);
  const [first = '', second = '', third = '', fourth = ''] = names;

  const from = await middleOf(page, first);
  const to = await middleOf(page, second);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page).not.toHaveURL(/sel=/);

  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect(chosen(page)).toHaveCount(2);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('2 Nodes selected');
  await expect(page).toHaveURL(/sel=/);

  await clickCell(page, fourth, 'Control');
  await expect(chosen(page)).toHaveCount(3);
  await clickCell(page, second, 'Control');
  await expect(chosen(page)).toHaveCount(2);
  await clickCell(page, fourth, 'Shift');
  await expect(chosen(page)).toHaveCount(3);
  const wanted = [second, third, fourth];

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(chosen(page, 'row')).toHaveCount(3);
  for (const node of wanted) await expect(chosen(page, 'row').filter({ hasText: node })).toHaveCount(1);
  await expect(page.getByRole('checkbox', { name: 'All that are shown' })).toHaveAttribute('aria-checked', 'mixed');
  await page.reload();
  await expect(chosen(page, 'row')).toHaveCount(3);

  await panel.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^demo_monitoring_node-exporter_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFnode,state,stale,/);
  expect(
    lines
      .slice(1, -1)
      .map((line) => line.split(',')[0])
      .sort(),
  ).toEqual(wanted.toSorted());

  await panel.getByRole('button', { name: third }).click();
  await expect(daemonSet.panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('3 Nodes selected');

  await page.goBack();
  await expect(daemonSet.panel).toBeVisible();
  await page.goBack();
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('gridcell')).toHaveCount(40);
  await expect(chosen(page)).toHaveCount(3);
});

test('[SELECT-SEE-2] Nodes are chosen by keyboard alone, in grid and table, and Escape closes what is innermost', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER, FLAT);
  await expect(page.getByRole('gridcell')).toHaveCount(40);
  const [first = '', second = '', third = ''] = await cellNames(page);
  await daemonSet.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect(daemonSet.panel).toContainText(first);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(chosen(page)).toHaveCount(3);
  await expect(page.getByText('3 Nodes selected', { exact: true }).and(page.locator('[aria-live]'))).toBeAttached();
  for (const node of [first, second, third])
    await expect(chosen(page).and(page.getByLabel(new RegExp(`^${node}, `)))).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/sel=/);

  await page.keyboard.press('Control+a');
  await expect(chosen(page)).toHaveCount(40);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: 'All that are shown' })).toHaveAttribute('aria-checked', 'true');
  await daemonSet.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect(page.getByRole('checkbox', { name: 'All that are shown' })).toHaveAttribute('aria-checked', 'mixed');
  await page.keyboard.press('Enter');
  await expect(daemonSet.panel).toContainText(first);
  await expect(chosen(page, 'row')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(daemonSet.panel).toBeHidden();
});

test('[SELECT-SEE-3] the stale Pods of the chosen Nodes are deleted, and only those', async ({ page, daemonSet }) => {
  await daemonSet.open(...EXPORTER, `${FLAT}&stale=true`);
  const stale = page.getByRole('gridcell');
  await expect(stale.nth(3)).toBeAttached();
  const before = await daemonSet.count('STALE');
  const [first = '', second = '', third = ''] = await cellNames(page);
  await clickCell(page, first);
  await expect(daemonSet.panel).toContainText(first);
  await clickCell(page, third, 'Control');
  const panel = page.getByRole('region', { name: 'Selected Nodes' });
  await expect(panel).toContainText('2 Nodes selected');
  const opener = panel.getByRole('button', { name: 'Delete stale…', exact: true });
  await expect(opener).not.toHaveAttribute('aria-disabled', 'true');
  await opener.click();
  const act = new ActDialog(page);
  await expect(act.dialog).toContainText('2 stale Pods on 2 Nodes will be deleted.');
  await act.run(/^Delete 2 stale Pods$/);
  await act.close();
  await expect.poll(() => daemonSet.count('STALE')).toBe(before - 2);
  await page.getByRole('button', { name: /^Remove filter/ }).click();
  await expect(page.getByRole('gridcell', { name: new RegExp(`^${first}, available`) })).toBeAttached({ timeout: 40_000 });
  await expect(page.getByRole('gridcell', { name: new RegExp(`^${third}, available`) })).toBeAttached({ timeout: 40_000 });
  await expect(page.getByRole('gridcell', { name: new RegExp(`^${second}, stale`) })).toBeAttached();
  await expect(panel.getByRole('button', { name: 'Delete stale…', exact: true })).toHaveAttribute('aria-disabled', 'true');
});
