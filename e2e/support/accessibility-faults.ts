import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against the page: in the light theme by every rule, in the dark one about the contrast. Leaves the page light. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  // What moves is not yet what it becomes.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const axe = anAxe(page);
    const asked = colorScheme === 'light' ? axe.withTags(EVERYTHING) : axe.withRules(['color-contrast']);
    found.push(...(await faultsOf(asked)).map((fault) => `${colorScheme} ${fault}`));
  }
  return found;
}

/** What axe has against the page by the rules that are named. */
export function faultsByRules(page: Page, rules: readonly string[]): Promise<readonly string[]> {
  return faultsOf(anAxe(page).withRules([...rules]));
}

/**
 * No page of ours holds a frame, so that axe may run in one piece: else it writes down the selector of every element for every
 * rule, also where all is well, which takes most of its time.
 */
function anAxe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function faultsOf(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
