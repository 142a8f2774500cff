import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test.ts';
import { openView, VIEWS } from './support/views.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });
test.setTimeout(400_000);

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

async function violations(axe: AxeBuilder): Promise<readonly string[]> {
  const answer = await axe.analyze();
  return answer.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
