import { accessibilityFaults, faultsByRules } from './support/accessibility-faults.ts';
import { expect, test } from './support/test.ts';
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

test('[EVERY-2] everything has a name in Japanese, Korean and Chinese too, and the page says which language it speaks', async ({
  page,
  context,
  product,
}) => {
  const found: string[] = [];
  for (const locale of ['ja', 'ko', 'zh-CN'] as const) {
    await speak(context, product.url, locale);
    for (const view of VIEWS.filter(({ name }) => SPOKEN.includes(name))) {
      await openView(page, view, locale);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      found.push(...(await faultsByRules(page, NAMES)).map((fault) => `${view.name} in ${locale}: ${fault}`));
    }
  }
  expect(found).toEqual([]);
});
