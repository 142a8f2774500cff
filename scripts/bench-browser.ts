// npm run bench -- browser, or node scripts/bench-browser.ts [5000] [100000]: what the Node grid costs in a browser, as one table. Needs a build.
import { type Browser, chromium } from '@playwright/test';
import { startProduct } from '../e2e/support/product.ts';
import settings from '../playwright.config.ts';
import { measureLarge } from './bench/browser/large.ts';
import { measureLive } from './bench/browser/live.ts';
import { machineSpeed, printRows, type Row } from './bench/rows.ts';

const LARGEST_SIMULATED = 20_000;

const sizes = process.argv.slice(2).map(Number);
const browser = await chromium.launch(settings.use?.launchOptions);
const rows: Row[] = [];
for (const nodes of sizes.length > 0 ? sizes : [5_000, 100_000]) rows.push(...(await measure(browser, nodes)));
await browser.close();
console.log(machineSpeed());
printRows(rows);

/** Clusters up to the simulator's limit are simulated; larger ones are the feed of a small one, multiplied. */
async function measure(on: Browser, nodes: number): Promise<readonly Row[]> {
  const simulated = nodes <= LARGEST_SIMULATED;
  const product = await startProduct({ scenario: 'healthy-fleet', nodes: simulated ? nodes : 200 });
  try {
    return simulated ? await measureLive(on, product, nodes) : await measureLarge(on, product, nodes);
  } finally {
    await product.stop();
  }
}
