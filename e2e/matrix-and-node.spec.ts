import type { Page } from '@playwright/test';
import { accessibilityFaults } from './support/accessibility-faults.ts';
import { ActDialog } from './support/act-dialog.ts';
import { startProduct } from './support/product.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });

/** What the keyboard is on, as a screen reader says it. */
function active(page: Page) {
  return page.getByRole('grid').evaluate((grid) => {
    const id = grid.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.getAttribute('aria-label') ?? '';
  });
}

async function patchNode(api: string, node: string, body: object): Promise<void> {
  const answer = await fetch(`${api}/api/v1/nodes/${node}`, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/merge-patch+json' },
  });
  expect(answer.status).toBe(200);
}

test('[MATRIX-50] a person finds the bad Node in the matrix by eye and by keyboard, opens it, sees why and follows a change', async ({
  page,
  product,
  daemonSet,
}) => {
  await page.goto('/c/demo/matrix');
  const grid = page.getByRole('grid');
  const sentence = page.getByTestId('matrix-sentence');
  await expect(sentence).toContainText(/is in trouble for \d+ of \d+ DaemonSets/);
  await expect(grid).toHaveAttribute('aria-colcount', '41');
  const rows = Number(await grid.getAttribute('aria-rowcount'));

  await grid.focus();
  expect(await active(page)).toMatch(/: failing, /);
  await page.keyboard.press('ArrowUp');
  const heading = await active(page);
  expect(heading).toMatch(/in trouble for \d+ of \d+ DaemonSets, Node (unreachable|NotReady)/);
  const node = heading.split(':')[0] ?? '';
  await expect(sentence).toContainText(node);

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/nodes/${node}$`));
  const verdict = page.getByTestId('node-sentence');
  await expect(verdict).toContainText('Not ready for work. The Node has stopped saying that it is Ready.');
  const here = page.getByRole('region', { name: 'DaemonSets here' });
  await expect(here.getByRole('listitem').first()).toContainText('failing · NodeNotReady');
  await expect(page.getByText('Kubelet stopped posting node status').first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^memory: DaemonSets .* free / })).toBeVisible();
  await expect(verdict).not.toContainText('It is cordoned');
  await patchNode(product.simulator.url, node, { spec: { unschedulable: true } });
  await expect(verdict).toContainText('It is cordoned');

  await page.goBack();
  await expect(grid).toHaveAttribute('aria-rowcount', String(rows));
  await page.goto('/c/demo/matrix?q=falco');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/daemonsets\/security\/falco\?node=/);
  await daemonSet.panel.getByRole('link', { name: 'Open the page of this Node' }).click();
  await expect(page.getByTestId('node-sentence')).toBeVisible();
});

test('[MATRIX-51] the matrix follows the cluster: a Node that is deleted is a column less and its page says that it is gone', async ({
  page,
  product,
}) => {
  await page.goto('/c/demo/matrix?sort=name&group=zone');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-colcount', '41');
  const link = grid.getByRole('columnheader').nth(3).getByRole('link');
  const href = (await link.getAttribute('href')) ?? '';
  const other = await page.context().newPage();
  await other.goto(href);
  await expect(other.getByTestId('node-sentence')).toBeVisible();
  const node = decodeURIComponent(href.split('/').at(-1) ?? '');
  const answer = await fetch(`${product.simulator.url}/api/v1/nodes/${node}`, { method: 'DELETE' });
  expect(answer.status).toBe(200);
  await expect(grid).toHaveAttribute('aria-colcount', '40');
  await expect(other.getByRole('heading', { level: 1 })).toContainText('is gone');
  await other.close();
});

/** The first Node by name that is Ready and takes Pods. */
async function aReadyNode(api: string): Promise<string> {
  const { items } = await (await fetch(`${api}/api/v1/nodes`)).json();
  const ready = items.filter(
    ({ spec, status }: { spec: object; status: { conditions: { type: string; status: string }[] } }) =>
      !('unschedulable' in spec) && status.conditions.some((one) => one.type === 'Ready' && one.status === 'True'),
  );
  return ready.map(({ metadata }: { metadata: { name: string } }) => metadata.name).sort()[0];
}

test('[MATRIX-53] on its own page a Node is cordoned, uncordoned and deleted by name; the result stays, and read-only offers nothing', async ({
  page,
  product,
}) => {
  const node = await aReadyNode(product.simulator.url);
  await page.goto(`/c/demo/nodes/${node}`);
  const verdict = page.getByTestId('node-sentence');
  const act = new ActDialog(page);
  const open = async (name: string) => {
    const button = page.getByRole('group', { name: 'Acts on this Node' }).getByRole('button', { name, exact: true });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    await button.click();
  };
  await open('Cordon…');
  await expect(act.dialog).toContainText(`kubectl cordon ${node}`);
  await act.run(/^Cordon this Node$/);
  await expect(act.dialog.getByRole('status')).toContainText('It is cordoned');
  await act.close();
  await expect(verdict).toContainText('It is cordoned');
  await open('Uncordon…');
  await act.run(/^Uncordon this Node$/);
  await act.close();
  await expect(verdict).not.toContainText('It is cordoned');

  await open('Delete Node object…');
  await expect(act.doer(/^Delete this Node object$/)).toHaveAttribute('aria-disabled', 'true');
  await act.run(/^Delete this Node object$/);
  await expect(act.dialog.getByRole('status')).toContainText('1 done');
  await expect(act.dialog.getByRole('status')).toContainText('is gone');
  await act.close();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('is gone');

  const readOnly = await startProduct({ scenario: 'healthy-fleet', nodes: 3, readOnly: true });
  try {
    await page.goto(`${readOnly.url}/c/demo/nodes/${await aReadyNode(readOnly.simulator.url)}`);
    const acts = page.getByRole('main').getByRole('button', { name: /^(Cordon|Delete Node object|Delete|Evict)…$/ });
    await expect(acts.first()).toHaveAccessibleDescription(/Read-only: this server was started with --read-only/);
    for (const button of await acts.all()) await expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(await acts.count()).toBeGreaterThan(3);
  } finally {
    await readOnly.stop();
  }
});

test('[MATRIX-52] matrix, list and Node page are clean in the light theme, and can be read in the dark one', async ({ page }) => {
  await page.goto('/c/demo/matrix?group=zone');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowRight');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'List' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('table').getByRole('row').nth(1).getByRole('link').last().click();
  await expect(page.getByTestId('node-sentence')).toBeVisible();
  await page.getByText('DaemonSets that should not run here').click();
  await expect(page.getByRole('img', { name: /^cpu: / })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});
