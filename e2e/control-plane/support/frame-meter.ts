import type { Page } from '@playwright/test';

/** How the frames of a while were spaced. */
export interface Frames {
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
}

/** The page's frames while `action` runs. */
export async function framesDuring(page: Page, action: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const meter = { times: [] as number[], running: true };
    (globalThis as unknown as { frameMeter: typeof meter }).frameMeter = meter;
    const frame = (time: number) => {
      meter.times.push(time);
      if (meter.running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await action();
  const times = await page.evaluate(() => {
    const { frameMeter } = globalThis as unknown as { frameMeter: { times: number[]; running: boolean } };
    frameMeter.running = false;
    return frameMeter.times;
  });
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);
  return { count: gaps.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) };
}

/** Runs in the page before its own scripts: notes when the grid's canvas first has a pixel, in ms since navigation. */
export function installPaintProbe(): void {
  const note = { paintedAtMs: Number.NaN };
  (globalThis as unknown as { paintProbe: typeof note }).paintProbe = note;
  const look = () => {
    const canvas = document.querySelector<HTMLCanvasElement>('main [role="grid"] canvas, main canvas[role="grid"]');
    const pixels = canvas?.width ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data : undefined;
    if (pixels?.some((value) => value !== 0)) note.paintedAtMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** When the grid was first painted, in ms since the navigation; waits for it. */
export async function paintedAt(page: Page): Promise<number> {
  type Noted = { paintProbe: { paintedAtMs: number } };
  await page.waitForFunction(() => (globalThis as unknown as Noted).paintProbe.paintedAtMs > 0, undefined, { timeout: 60_000 });
  return page.evaluate(() => (globalThis as unknown as Noted).paintProbe.paintedAtMs);
}
