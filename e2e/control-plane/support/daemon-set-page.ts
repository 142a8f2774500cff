import type { BrowserContext, Page } from '@playwright/test';
import { eventually } from './eventually.ts';
import { installPageProbe, type PageProbe, type PageSample } from './page-probe.ts';

interface Address {
  readonly url: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** E.g. `view=table`. */
  readonly query?: string;
}

/** An open DaemonSet page that has been read after every one of its changes since it opened. */
export class DaemonSetPage {
  readonly page: Page;
  readonly #document: number;

  private constructor(page: Page, opened: number) {
    this.page = page;
    this.#document = opened;
  }

  /** Opens the page and waits until it shows its counts. */
  static async open(browser: BrowserContext, { url, cluster, namespace, name, query }: Address): Promise<DaemonSetPage> {
    const page = await browser.newPage();
    await page.addInitScript(installPageProbe);
    await page.goto(`${url}/c/${cluster}/daemonsets/${namespace}/${name}${query ? `?${query}` : ''}`);
    await page.getByTestId('sentence').waitFor({ timeout: 30_000 });
    const { document } = await probeOf(page);
    return new DaemonSetPage(page, document);
  }

  /** Every reading since the page opened. Throws when the page was loaded again meanwhile. */
  async samples(): Promise<readonly PageSample[]> {
    const probe = await probeOf(this.page);
    if (probe.document !== this.#document) throw new Error('The page was reloaded.');
    return probe.samples;
  }

  /** The latest reading. */
  async now(): Promise<PageSample> {
    // All readings together are megabytes after a while.
    const { document, latest } = await this.page.evaluate(() => {
      const { rollcallProbe } = globalThis as unknown as { rollcallProbe: PageProbe };
      return { document: rollcallProbe.document, latest: rollcallProbe.samples.at(-1) };
    });
    if (document !== this.#document) throw new Error('The page was reloaded.');
    if (!latest) throw new Error('The page was never read.');
    return latest;
  }

  /** Waits for a reading that fulfils the condition, and returns it. */
  until(what: string, withinMs: number, condition: (sample: PageSample) => boolean): Promise<PageSample> {
    return eventually(`${what} on the page`, { withinMs, pollMs: 50 }, async () => {
      const latest = await this.now();
      if (condition(latest)) return latest;
      throw new Error(JSON.stringify(latest));
    });
  }
}

function probeOf(page: Page): Promise<PageProbe> {
  return page.evaluate(() => (globalThis as unknown as { rollcallProbe: PageProbe }).rollcallProbe);
}
