import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'rolling-update', nodes: 12 } });

test('[HISTORY-14] a revision opens to what it changed, any two compare, and a count shows its Nodes', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open('kube-system', 'fluentd-elasticsearch');
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Revisions/ }) });
  const words = /^Image of fluentd-elasticsearch changed from \S+:v5\.0\.0 to \S+:v5\.1\.0$/;

  const opener = card.getByRole('button', { name: 'What revision 2 changed' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(card.getByText(words)).toBeVisible();
  await card.getByText('As YAML').click();
  await expect(card.getByRole('region', { name: 'Differing lines as YAML' })).toContainText('+');

  await card.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare revisions' });
  await expect(dialog.getByText(words)).toBeVisible();
  await expect(page).toHaveURL(/compare=fluentd-elasticsearch-\w+\.\.fluentd-elasticsearch-\w+/);
  await dialog.getByRole('button', { name: 'Swap' }).click();
  await expect(dialog.getByText(/changed from \S+:v5\.1\.0 to \S+:v5\.0\.0$/)).toBeVisible();
  await dialog.getByLabel('From').selectOption({ index: 1 });
  await expect(dialog.getByText('The templates are the same.')).toBeVisible();
  await page.reload();
  await daemonSet.grid.waitFor();
  await expect(dialog.getByText('The templates are the same.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/compare=/);

  await card.getByTitle(/Pods? of revision 2$/).click();
  await expect(page).toHaveURL(/revision=2/);
  await expect(page.getByRole('button', { name: 'Remove filter revision 2' })).toBeVisible();
});
