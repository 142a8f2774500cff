import { expect, type Locator, type Page } from '@playwright/test';

/** One view in which what the cluster's users write is shown. */
export interface HostileView {
  readonly name: string;
  /** Ends when the hostile text is on the page. */
  readonly open: (page: Page, node: string) => Promise<void>;
}

export const SUBJECT = '/c/demo/daemonsets/default/hostile';
/** In an address. */
export const TAG = encodeURIComponent('<img src=x onerror=window.executed=1>');
export const TAG_TEXT = '<img src=x onerror=window.executed=1>\u202e';
export const FIRST = { timeout: 60_000 };

/** The Nodes of the page, as a grid or as a table. */
export function gridOf(page: Page): Locator {
  return page
    .getByRole('grid')
    .or(page.getByRole('table', { name: /Node/ }))
    .first();
}

/** Shows the DaemonSet's page; where it is shown already, what is open over it is closed. */
export async function subject(page: Page, search = ''): Promise<void> {
  if (page.url().endsWith(SUBJECT + search)) await closeDialog(page);
  else await page.goto(SUBJECT + search);
  await gridOf(page).waitFor(FIRST);
}

/** A page of its own, once it says `text` and waits for nothing more. `NODE` in the path is the Node that is looked at. */
export const at = (name: string, path: string, text: RegExp | string = /\S/): HostileView => ({
  name,
  async open(page, node) {
    await page.goto(path.replace('NODE', node));
    await expect(page.locator('main')).toContainText(text, FIRST);
    await page.locator('main:not(:has([aria-busy=true]))').first().waitFor(FIRST);
  },
});

async function closeDialog(page: Page): Promise<void> {
  if (await page.getByRole('dialog').first().isVisible()) await page.keyboard.press('Escape');
  await page
    .getByRole('dialog')
    .first()
    .waitFor({ ...FIRST, state: 'hidden' });
}
