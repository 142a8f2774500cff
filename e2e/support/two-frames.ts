import type { Page } from '@playwright/test';

/** Waits until what has just changed is on the screen: the canvas draws in the frame after the layout that it measures. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
