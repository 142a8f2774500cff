import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** A cell that was drawn: when (ms since the epoch) and where on its canvas (device pixels). */
export interface Draw {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** What the page itself saw. */
interface Seen {
  /** The frame after the grid was painted whole, in ms since navigation began; null before. */
  painted: number | null;
  draws: Draw[];
  longTasks: number[];
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Lets every page of a context note when the grid's canvas is painted whole, each cell that is drawn after that, and long tasks. */
export async function probePages(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.seen = { painted: null, draws: [], longTasks: [] };
    const put = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (this: CanvasRenderingContext2D, ...given: unknown[]) {
      const [image, x, y] = given as [ImageData, number, number];
      if (this.canvas.closest('[role=grid]') && !this.canvas.closest('[data-testid=minimap]')) {
        if (image.width <= 48) window.seen.draws.push({ at: performance.timeOrigin + performance.now(), x, y });
        else if (window.seen.painted === null) {
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              window.seen.painted ??= performance.now();
            }),
          );
        }
      }
      return (put as (...all: unknown[]) => void).apply(this, given);
    } as typeof put;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.seen.longTasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** Ms from the beginning of the navigation to the frame that shows the whole grid. */
export async function paintedAt(page: Page): Promise<number> {
  await page.waitForFunction(() => window.seen.painted !== null, undefined, { timeout: 120_000 });
  return page.evaluate(() => window.seen.painted ?? Number.NaN);
}

/** Seconds of a processor that the page's main thread has used so far: other programs on the machine do not count. */
export async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const valueNamed = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value;
  return valueNamed('ThreadTime') ?? valueNamed('TaskDuration') ?? Number.NaN;
}

/** Megabytes of objects that the page still holds. */
export async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

/** The longest task since the last call, in ms; tasks below 50 ms are not told apart. */
export async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...window.seen.longTasks.splice(0)));
}
