import { accessibilityFaults } from './support/accessibility-faults.ts';
import { ActDialog } from './support/act-dialog.ts';
import { DaemonSetPage } from './support/daemon-set-page.ts';
import { startProduct } from './support/product.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'on-delete', nodes: 12 } });

const EXPORTER = ['monitoring', 'node-exporter'] as const;
const FLUENTD = ['kube-system', 'fluentd-elasticsearch'] as const;

test('[ACT-SEE-1] stale Pods of an OnDelete DaemonSet are found and deleted; a second tab with the same plan does nothing twice', async ({
  page,
  context,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER);
  await expect(daemonSet.sentence).toContainText('6 stale');
  const late = await context.newPage();
  await new DaemonSetPage(late).open(...EXPORTER);
  const lateAct = new ActDialog(late);
  await lateAct.open('Delete stale…');
  await lateAct.confirm(lateAct.doer(/^Delete 6 stale Pods$/));

  const act = new ActDialog(page);
  await act.open('Delete stale…');
  await expect(act.dialog).toContainText('6 stale Pods on 6 Nodes will be deleted.');
  await expect(act.dialog).toContainText('kubectl delete pod');
  await act.run(/^Delete 6 stale Pods$/);
  await expect(act.dialog.getByRole('status')).toContainText('6 done');

  await lateAct.doer(/^Delete 6 stale Pods$/).click();
  await expect(lateAct.dialog.getByRole('alert')).toContainText('Nothing was done.');
  await lateAct.dialog.getByRole('alert').getByRole('button', { name: 'Look again' }).click();
  await expect(lateAct.dialog).toContainText('No stale Pod is there: nothing is done.');
  await late.close();

  await act.close();
  await expect(daemonSet.sentence).toContainText('is up to date (OnDelete)', { timeout: 40_000 });
  expect(await daemonSet.count('STALE')).toBe(0);
});

test('[ACT-SEE-2] a restart is confirmed and closed by keyboard alone, and the focus returns', async ({ page, daemonSet }) => {
  await daemonSet.open(...EXPORTER);
  const act = new ActDialog(page);
  const opener = page.getByRole('button', { name: 'Restart…' });
  await expect(opener).not.toHaveAttribute('aria-disabled', 'true');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(act.dialog).toContainText('With OnDelete no Pod moves by this');
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  const doer = act.doer(/^Restart/);
  await act.confirm(doer);
  await doer.focus();
  await page.keyboard.press('Enter');
  await expect(act.dialog.getByRole('status')).toContainText('1 done');
  await act.close();
  await expect(daemonSet.sentence).toContainText('12 stale');
});

test('[ACT-SEE-3] a wave is planned, started, paused, resumed and finished, and another tab sees it', async ({
  page,
  context,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER);
  const act = new ActDialog(page);
  await act.open('Restart…');
  await act.run(/^Restart/);
  await act.close();
  await expect(daemonSet.sentence).toContainText('12 stale');
  await act.open('Delete stale in waves…', { menu: true });
  await act.dialog.getByRole('radio', { name: 'oldest Pod first' }).check();
  await act.dialog.getByLabel('Nodes at once').fill('6');
  await act.dialog.getByLabel('Pause between steps, seconds').fill('10');
  const doer = act.doer(/^Delete 12 stale Pods in 2 steps$/);
  await act.confirm(doer);
  await doer.dblclick();
  await expect(act.dialog).toBeHidden();
  await expect(act.card.getByRole('progressbar')).toBeVisible();
  await act.card.getByRole('button', { name: 'Pause' }).click();
  await expect(act.card.getByRole('status')).toContainText('paused');
  await daemonSet.grid.press('ArrowRight');
  await daemonSet.grid.press('Enter');
  await expect(daemonSet.panel).toBeVisible();
  await expect(act.card.getByRole('status')).toContainText('paused');
  await page.keyboard.press('Escape');
  await expect(daemonSet.panel).toBeHidden();
  const other = await context.newPage();
  await new DaemonSetPage(other).open(...EXPORTER);
  const elsewhere = new ActDialog(other);
  await expect(elsewhere.card.getByRole('status')).toContainText('paused');
  await elsewhere.card.getByRole('button', { name: 'Resume' }).click();
  await expect(act.card.getByRole('status')).toContainText('complete', { timeout: 60_000 });
  await other.close();
  await expect(daemonSet.sentence).toContainText('is up to date (OnDelete)', { timeout: 20_000 });
  await act.card.getByRole('button', { name: 'Clear away' }).click();
  await expect(act.card).toBeHidden();
});

test('[ACT-SEE-4] a rolling update is restarted, paused, resumed with another budget and undone', async ({ page, daemonSet }) => {
  await daemonSet.open(...FLUENTD);
  const act = new ActDialog(page);
  await act.open('Restart…');
  await act.run(/^Restart/);
  await act.close();
  await act.open('Pause…');
  await act.run(/^Pause the update$/);
  await act.close();
  await expect(page).toHaveTitle(/paused/);
  await act.open('Resume…');
  await act.run(/^Resume the update$/);
  await act.close();
  await act.open('Change budget…', { menu: true });
  await act.dialog.getByLabel('How many').fill('50%');
  await act.run(/^Set maxUnavailable to 50%$/);
  await act.close();
  await expect(page.getByText('maxUnavailable 50%').first()).toBeVisible();
  await act.open('Undo…');
  await expect(act.dialog).toContainText('is put back');
  await act.run(/^Undo to revision \d+$/);
  await act.close();
  await expect(daemonSet.sentence).toContainText('successfully rolled out', { timeout: 60_000 });
});

test('[ACT-SEE-5] the dialogs are clean for assistive technology in the light theme, and can be read in the dark one', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER);
  const act = new ActDialog(page);
  for (const [name, doer] of [
    ['Restart…', /^Restart:/],
    ['Delete DaemonSet…', /^Delete the DaemonSet and/],
    ['Undo…', /^Undo to/],
  ] as const) {
    await act.open(name, { menu: name === 'Delete DaemonSet…' });
    await expect(act.doer(doer)).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await act.close();
  }
});

test('[ACT-SEE-7] the result of deleting a DaemonSet stays in sight when its page finds nothing any more', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open(...EXPORTER);
  const act = new ActDialog(page);
  await act.open('Delete DaemonSet…', { menu: true });
  await act.run(/^Delete the DaemonSet and/);
  await expect(daemonSet.grid).toHaveCount(0, { timeout: 20_000 });
  await expect(act.dialog.getByRole('status')).toContainText('1 done');
  await act.close();
  await expect(page.getByText('kubectl get daemonset node-exporter -n monitoring')).toBeVisible();
});

test('[ACT-SEE-6] a read-only server refuses an act, and its page says so and offers none', async ({ page }) => {
  const product = await startProduct({ scenario: 'on-delete', nodes: 12, readOnly: true });
  try {
    await page.goto(`${product.url}/c/demo/daemonsets/monitoring/node-exporter`);
    const header = page.getByRole('group', { name: 'Acts on this DaemonSet' });
    await expect(header.getByRole('status')).toContainText('Read-only: this server was started with --read-only');
    const button = header.getByRole('button', { name: 'Delete stale…' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Read-only/);
    await button.click({ force: true });
    await expect(page.getByRole('dialog')).toBeHidden();
    const refused = await page.evaluate(async () => {
      const path = '/api/c/demo/daemonsets/monitoring/node-exporter';
      const { uid } = await (await fetch(path)).json();
      const body = JSON.stringify({ act: 'deleteStale', uid });
      const answer = await fetch(`${path}/acts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { status: answer.status, code: (await answer.json()).error.code };
    });
    expect(refused).toEqual({ status: 403, code: 'readOnly.refused' });
  } finally {
    await product.stop();
  }
});
