import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { LANGUAGE_COOKIE, type Locale } from '../../lib/messages/locale.ts';
import { twoFrames } from './two-frames.ts';

/** One thing that a person can have on the screen. */
export interface View {
  readonly name: string;
  readonly path: string;
  /** What has to be done to see it, after the page is there. */
  readonly prepare?: (page: Page, locale: Locale) => Promise<void>;
}

const SUBJECT = '/c/demo/daemonsets/kube-system/fluentd-elasticsearch';

/** Every view of the product on the simulated cluster's showcase; a new page or dialog is one more line. */
export const VIEWS: readonly View[] = [
  { name: 'fleet', path: '/c/demo' },
  { name: 'fleet-none-found', path: '/c/demo?q=no-such-thing' },
  { name: 'daemonset', path: SUBJECT },
  { name: 'daemonset-table', path: `${SUBJECT}?view=table` },
  { name: 'daemonset-node', path: SUBJECT, prepare: openFirstNode },
  { name: 'daemonset-what-if', path: `${SUBJECT}?whatif={}` },
  { name: 'act', path: SUBJECT, prepare: openRestart },
  { name: 'daemonset-nested', path: `${SUBJECT}?group=pool&then=zone&colour=age` },
  { name: 'matrix', path: '/c/demo/matrix' },
  { name: 'wall', path: '/c/demo/wall', prepare: waitForNodes },
  { name: 'wall-all', path: '/c/demo/wall?show=all' },
  { name: 'palette', path: '/c/demo', prepare: openPalette },
  { name: 'help', path: '/c/demo', prepare: openHelp },
  { name: 'not-found', path: '/c/demo/daemonsets/kube-system/no-such-thing' },
];

/** Lets every page of the context speak this language. */
export async function speak(context: BrowserContext, url: string, locale: Locale): Promise<void> {
  await context.addCookies([{ name: LANGUAGE_COOKIE, value: locale, url }]);
}

/** Opens a view and waits until it is drawn. */
export async function openView(page: Page, { path, prepare }: View, locale: Locale = 'en'): Promise<void> {
  await page.goto(path);
  await page.locator('main:not(:has([aria-busy=true])) h1').first().waitFor({ timeout: 120_000 });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await prepare?.(page, locale);
  await twoFrames(page);
}

async function openFirstNode(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('verdict').waitFor();
}

async function openRestart(page: Page, locale: Locale): Promise<void> {
  const file = new URL(`../../lib/messages/${locale}.json`, import.meta.url);
  const words = JSON.parse(readFileSync(file, 'utf8')) as { acts: { open: { restart: string } } };
  await page.getByRole('button', { name: words.acts.open.restart, exact: true }).click();
  // Its plan, and not only its frame.
  await page.getByRole('dialog').locator('pre').waitFor();
}

/** The Nodes of the first DaemonSet come a moment after its words. */
async function waitForNodes(page: Page): Promise<void> {
  await page.locator('main canvas').first().waitFor();
}

async function openHelp(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
}
