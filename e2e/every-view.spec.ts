import type { Page } from '@playwright/test';
import { LOCALES } from '../lib/messages/locale.ts';
import { accessibilityFaults, faultsByRules } from './support/accessibility-faults.ts';
import { dismissNews } from './support/dismiss-news.ts';
import { layoutFaults } from './support/layout-faults.ts';
import { expect, test } from './support/test.ts';
import { twoFrames } from './support/two-frames.ts';
import { openView, speak, VIEWS } from './support/views.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });
test.setTimeout(400_000);

test('[EVERY-1] every view is clean for assistive technology in the light theme, and its words can be read in the dark one', async ({
  page,
}) => {
  const found: string[] = [];
  for (const view of VIEWS) {
    await openView(page, view);
    found.push(...(await accessibilityFaults(page)).map((fault) => `${view.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

/** What a translation can break. */
const NAMES = [
  ...['html-has-lang', 'html-lang-valid', 'valid-lang', 'document-title', 'page-has-heading-one', 'empty-heading'],
  ...['button-name', 'link-name', 'label', 'select-name', 'summary-name', 'input-button-name', 'image-alt', 'role-img-alt'],
  ...['svg-img-alt', 'aria-command-name', 'aria-dialog-name', 'aria-input-field-name', 'aria-toggle-field-name'],
  ...['aria-progressbar-name', 'aria-meter-name', 'aria-valid-attr-value', 'region', 'landmark-unique', 'list', 'listitem'],
];
const SPOKEN = ['help', 'daemonset-node', 'act', 'matrix'];

/** From a telephone, which is also a laptop at 400 %, to a wall. */
const SIZES = [
  { width: 320, height: 640 },
  { width: 375, height: 812 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

for (const locale of LOCALES) {
  test(`[EVERY-2] every view in ${locale} says so, names everything, and stands well from a telephone to a wall`, async ({
    page,
    context,
    product,
  }) => {
    await speak(context, product.url, locale);
    const found: string[] = [];
    for (const view of VIEWS) {
      await openView(page, view, locale);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      const faults = locale !== 'en' && SPOKEN.includes(view.name) ? [...(await faultsByRules(page, NAMES))] : [];
      for (const size of SIZES) faults.push(...(await faultsAt(page, size)));
      found.push(...faults.map((fault) => `${view.name}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
}

/** The faults that stay: what only passes, such as a part that is being fetched or a tip that fades, is none. */
async function faultsAt(page: Page, size: { readonly width: number; readonly height: number }): Promise<readonly string[]> {
  await page.setViewportSize(size);
  let faults: readonly string[] = [];
  const calm = async () => {
    await dismissNews(page);
    await twoFrames(page);
    faults = await layoutFaults(page);
    expect(faults).toEqual([]);
  };
  await expect(calm)
    .toPass({ timeout: 5_000 })
    .catch(() => undefined);
  return faults.map((fault) => `at ${size.width} px ${fault}`);
}
