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
  { width: 375, height: 812 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

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

/** The faults that stay: what only passes, such as a part that is being fetched or a tip that fades, is none. */
async function faultsAt(page: Page, size: { readonly width: number; readonly height: number }): Promise<readonly string[]> {
  await page.setViewportSize(size);
  let faults: readonly string[] = [];
  const calm = async () => {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    faults = await layoutFaults(page);
    expect(faults).toEqual([]);
  };
  await expect(calm)
    .toPass({ timeout: 5_000 })
    .catch(() => undefined);
  return faults.map((fault) => `at ${size.width} px ${fault}`);
}
