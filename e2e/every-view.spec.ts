import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LOCALES } from '../lib/messages/locale.ts';
import { layoutFaults } from './support/layout-faults.ts';
import { expect, test } from './support/test.ts';
import { openView, speak, VIEWS } from './support/views.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });
test.setTimeout(400_000);

/** From a telephone, which is also a laptop at 400 %, to a wall. */
const SIZES = [
  { width: 320, height: 640 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

test('[EVERY-1] every view is clean for assistive technology in the light theme', async ({ page }) => {
  const found: string[] = [];
  for (const view of VIEWS) {
    await openView(page, view);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
    found.push(...(await violations(axe)).map((words) => `${view.name}: ${words}`));
  }
  expect(found).toEqual([]);
});

test('[EVERY-2] the words of every view can be read in the dark theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found: string[] = [];
  for (const view of VIEWS) {
    await openView(page, view);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    const axe = new AxeBuilder({ page }).withRules(['color-contrast']);
    found.push(...(await violations(axe)).map((words) => `${view.name}: ${words}`));
  }
  expect(found).toEqual([]);
});

for (const locale of LOCALES) {
  test(`[EVERY-3] every view in ${locale} stands well from a telephone to a wall`, async ({ page, context, product }) => {
    await speak(context, product.url, locale);
    const found: string[] = [];
    for (const view of VIEWS) {
      await openView(page, view, locale);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      for (const size of SIZES) found.push(...(await faultsAt(page, size)).map((fault) => `${view.name}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
}

async function faultsAt(page: Page, size: { readonly width: number; readonly height: number }): Promise<readonly string[]> {
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return (await layoutFaults(page)).map((fault) => `at ${size.width} px ${fault}`);
}

async function violations(axe: AxeBuilder): Promise<readonly string[]> {
  const answer = await axe.analyze();
  return answer.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
