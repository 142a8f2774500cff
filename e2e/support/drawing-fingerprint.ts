import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';

/** Tells browsers and machines apart that draw the product's letters and signs otherwise, if only in their smoothing. */
export async function drawingFingerprint(page: Page): Promise<string> {
  const pixels = await page.evaluate(async () => {
    const fonts = ['13px "Inter Variable"', '600 20px "Inter Variable"', '550 12px "JetBrains Mono Variable"', '13px sans-serif'];
    await Promise.all(fonts.map((font) => document.fonts.load(font)));
    const canvas = document.createElement('canvas');
    canvas.width = 400;
    canvas.height = fonts.length * 30;
    const context = canvas.getContext('2d');
    if (!context) return '';
    fonts.forEach((font, line) => {
      context.font = font;
      context.fillText('Rollcall 0123456789 (ag) ≠ … ✓ ✕ ◇ ◐ → ⌘', 4, line * 30 + 22);
    });
    return canvas.toDataURL();
  });
  return createHash('sha256').update(pixels).digest('hex');
}
