import { expect, type Page } from '@playwright/test';
import { ActDialog } from './act-dialog.ts';
import { at, FIRST, type HostileView, subject, TAG, TAG_TEXT } from './hostile-view.ts';

/**
 * What opens over the page of the DaemonSet, in an order in which each can be done: a restart makes every Pod stale. Then the
 * other pages; a new dialog or page is one more line.
 */
export const HOSTILE_ACT_VIEWS: readonly HostileView[] = [
  { name: 'selected Nodes', open: selectNodes },
  { name: 'the plan of an act', open: (page) => openAct(page, 'Undo…') },
  { name: 'the result of an act', open: restart },
  { name: 'the plan of a wave', open: planWave },
  { name: 'a wave', open: startWave },
  { name: 'who you are', open: (page) => press(page, () => page.getByRole('button', { name: WHO }).click(FIRST)) },
  { name: 'the help', open: (page) => press(page, () => page.keyboard.press('?')) },
  { name: 'the palette', open: searchPalette },
  at('the matrix', '/c/demo/matrix', 'hostile'),
  at('the page of a Node', '/c/demo/nodes/NODE', 'hostile'),
  at('the wall', '/c/demo/wall?show=all', 'hostile'),
  at('the wall of one DaemonSet', '/c/demo/wall?ds=default/hostile', 'hostile'),
  at('a name that is none', `/c/demo/daemonsets/default/${TAG}`, 'onerror'),
  at('a Node that is none', `/c/demo/nodes/${TAG}`, 'onerror'),
];

const WHO = 'Who you are and what you may do';
const WAVE_STARTS = /^Delete \d+ stale Pods? in \d+ steps?$/;

async function press(page: Page, open: () => Promise<void>): Promise<void> {
  await subject(page);
  await open();
  await page.getByRole('dialog').first().waitFor(FIRST);
}

async function openAct(page: Page, name: string, where = { menu: false }): Promise<void> {
  await subject(page);
  await new ActDialog(page).open(name, where);
}

async function restart(page: Page): Promise<void> {
  await openAct(page, 'Restart…');
  await new ActDialog(page).run(/^Restart/);
}

async function planWave(page: Page): Promise<void> {
  await expect(async () => {
    await openAct(page, 'Delete stale in waves…', { menu: true });
    await expect(new ActDialog(page).doer(WAVE_STARTS)).toBeVisible();
  }).toPass(FIRST);
}

async function startWave(page: Page): Promise<void> {
  const act = new ActDialog(page);
  const doer = act.doer(WAVE_STARTS);
  await act.confirm(doer);
  await doer.click();
  await expect(act.dialog).toBeHidden(FIRST);
  await expect(act.card.getByRole('status')).toBeVisible(FIRST);
}

async function selectNodes(page: Page): Promise<void> {
  await subject(page, '?group=none&sort=name');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('region', { name: 'Selected Nodes' }).waitFor(FIRST);
}

async function searchPalette(page: Page): Promise<void> {
  await press(page, () => page.keyboard.press('Control+k'));
  const search = page.getByRole('dialog').getByRole('combobox');
  await search.fill('hostile');
  await expect(
    page
      .getByRole('dialog')
      .getByRole('option', { name: /hostile/ })
      .first(),
  ).toBeVisible(FIRST);
  await search.fill(TAG_TEXT);
  await expect(page.getByRole('dialog')).toContainText('has this name', FIRST);
}
