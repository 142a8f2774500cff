import { expect, test } from './support/test.ts';

test('[KEYS-1] everything from the list to a Node and back works without a mouse', async ({ page, fleet, daemonSet }) => {
  await fleet.open();
  await page.keyboard.press('/');
  await expect(fleet.filter).toBeFocused();
  await page.keyboard.type('proxy');
  await expect(page).toHaveURL(/q=proxy/);
  await page.keyboard.press('Enter');
  await expect(fleet.link('edge-proxy').or(fleet.link('kube-proxy')).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(daemonSet.grid).toBeVisible();
  await daemonSet.grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(daemonSet.panel).toBeVisible();
  const chosen = new URL(page.url()).searchParams.get('node');
  await page.keyboard.press('ArrowRight');
  await expect(async () => expect(new URL(page.url()).searchParams.get('node')).not.toBe(chosen)).toPass();
  await page.keyboard.press('Escape');
  await expect(daemonSet.panel).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/c\/demo$/);
});

test('[KEYS-2] ? explains every state with its cell and lists the keys; Escape closes it', async ({ page, fleet }) => {
  await fleet.open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog');
  await expect(help).toContainText('misscheduled');
  await expect(help).toContainText('Move between Nodes');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('[KEYS-3] the grid is one tab stop and its table twin has the same Nodes and the same choice', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open('kube-system', 'kube-proxy');
  await daemonSet.grid.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(daemonSet.panel).toBeVisible();
  const node = new URL(page.url()).searchParams.get('node') ?? '';
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(daemonSet.grid.getByRole('row', { selected: true })).toContainText(node.slice(-9));
});
