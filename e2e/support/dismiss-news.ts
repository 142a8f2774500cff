import type { Page } from '@playwright/test';

/** Closes what the page tells of rollouts that ended meanwhile, as a person does who has read it; it lies over the page until then. */
export async function dismissNews(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[data-news] button')) button.click();
  });
}
