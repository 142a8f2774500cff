import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test(`[A11Y-1] the fleet list is clean in the ${colorScheme} theme`, async ({ page, fleet }) => {
      await fleet.open();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectClean(page);
    });

    test(`[A11Y-2] the DaemonSet page with a Node is clean in the ${colorScheme} theme`, async ({ page, daemonSet }) => {
      await daemonSet.open('security', 'falco');
      await daemonSet.grid.focus();
      await page.keyboard.press('Enter');
      await expect(daemonSet.panel.getByTestId('verdict')).toBeVisible();
      await expectClean(page);
    });

    test(`[A11Y-3] the table twin and the help are clean in the ${colorScheme} theme`, async ({ page, daemonSet }) => {
      await daemonSet.open('security', 'falco', '?view=table');
      await expectClean(page);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectClean(page);
    });
  });
}
