import { expect, type Page } from '@playwright/test';

/** Beyond this long without a word of the server nothing may look like the present. */
const STALE_AFTER_MS = 15_000;

interface Witness {
  /** Pieces of the live stream that have arrived and that the test has not taken yet. */
  pieces: number;
  /** When the server last spoke, by the page's clock. */
  heardAt: number;
  /** Faces that the wall has shown, in order, without repetition. */
  readonly faces: string[];
  /** Moments at which the past looked like the present. */
  readonly lies: string[];
}

declare global {
  interface Window {
    wallWitness: Witness;
  }
}

/**
 * Watches a wall from inside its page, each second of the page's clock: what does not come from a server that spoke lately
 * must be without colour and behind words. The tab keeps its stream to itself, since only there the clock is the test's.
 */
export async function watchWall(page: Page): Promise<void> {
  await page.addInitScript((staleAfterMs) => {
    Reflect.deleteProperty(window, 'SharedWorker');
    const witness: Witness = { pieces: 0, heardAt: 0, faces: [], lies: [] };
    window.wallWitness = witness;
    const realFetch = window.fetch;
    window.fetch = async (...request) => {
      const response = await realFetch(...request);
      const path = String(request[0]);
      if (path.endsWith('/snapshot') && response.ok) witness.heardAt = Date.now();
      if (!path.startsWith('/api/live') || !response.body) return response;
      const counted = new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          witness.pieces += 1;
          witness.heardAt = Date.now();
          controller.enqueue(piece);
        },
      });
      return new Response(response.body.pipeThrough(counted), { status: response.status, headers: response.headers });
    };
    let wasLate = false;
    new MutationObserver(() => {
      const face = document.querySelector<HTMLElement>('[data-wall]')?.dataset.wall;
      if (face !== undefined && witness.faces.at(-1) !== face) witness.faces.push(face);
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-wall'] });
    setInterval(() => {
      const wall = document.querySelector<HTMLElement>('[data-wall]');
      const face = wall?.dataset.wall ?? 'none';
      const silentMs = Date.now() - witness.heardAt;
      const shown = wall?.querySelector('[data-wall-face]');
      const grey = shown ? getComputedStyle(shown).filter.includes('grayscale(1)') : true;
      const said = wall?.querySelector('[role=alert]:not([data-weakness])')?.textContent ?? '';
      // A machine that wakes has a second to find out.
      const late = face === 'live' && silentMs > staleAfterMs;
      if (late && wasLate) witness.lies.push(`live after ${silentMs} ms of silence`);
      wasLate = late;
      if (shown && face !== 'live' && (!grey || said === '')) witness.lies.push(`${face} in colour or without words`);
      if (shown && face === 'live' && grey) witness.lies.push('live without colour');
    }, 1_000);
  }, STALE_AFTER_MS);
}

/** Waits until the server has spoken since the last time, then lets so much time of the page go by. */
export async function passHearing(page: Page, ms: number): Promise<void> {
  const take = () =>
    page.evaluate(() => {
      const { pieces } = window.wallWitness;
      window.wallWitness.pieces = 0;
      return pieces;
    });
  await expect.poll(take, { intervals: [50], timeout: 60_000 }).toBeGreaterThan(0);
  await page.clock.runFor(ms);
}

/** How many pixels of the screen are greenish. */
export async function greenPixels(page: Page): Promise<number> {
  const png = (await page.screenshot()).toString('base64');
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const data = context?.getImageData(0, 0, picture.width, picture.height).data ?? [];
    let green = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, middle = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      if (middle > red + 24 && middle > blue + 12) green += 1;
    }
    return green;
  }, png);
}

/** What the page keeps after a collection of garbage: documents' nodes, detached ones too, and bytes of JavaScript. */
export async function memoryOf(page: Page): Promise<{ readonly nodes: number; readonly heap: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { nodes: value('Nodes'), heap: value('JSHeapUsedSize') };
}
