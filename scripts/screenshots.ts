import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startProduct } from '../e2e/support/product.ts';
import settings from '../playwright.config.ts';

// Pictures of every page in both themes on three sizes of cluster, from the simulated cluster's showcase:
// node scripts/screenshots.ts FOLDER [NODES …]   (default 20 300 5000; needs a build)

const SUBJECT = '/c/demo/daemonsets/kube-system/fluentd-elasticsearch';
const THEMES = ['light', 'dark'] as const;

interface View {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const VIEWS: readonly View[] = [
  { name: 'fleet', path: '/c/demo' },
  { name: 'daemonset', path: SUBJECT },
  { name: 'node', path: SUBJECT, prepare: openFirstNode },
  { name: 'table', path: `${SUBJECT}?view=table` },
  { name: 'help', path: '/c/demo', prepare: (page) => page.keyboard.press('?') },
];

async function openFirstNode(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('verdict').waitFor();
  await page.getByRole('log').first().or(page.getByTestId('verdict')).first().waitFor();
}

const [folder = 'screenshots', ...sizes] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(settings.use?.launchOptions);
for (const nodes of sizes.length > 0 ? sizes.map(Number) : [20, 300, 5000]) await picture(browser, nodes);
await browser.close();

async function picture(on: Browser, nodes: number): Promise<void> {
  const product = await startProduct({ scenario: 'showcase', nodes });
  try {
    await product.simulator.control('start');
    for (const colorScheme of THEMES) await pictureTheme(on, product.url, { nodes, colorScheme });
  } finally {
    await product.stop();
  }
}

interface Setting {
  readonly nodes: number;
  readonly colorScheme: (typeof THEMES)[number];
}

async function pictureTheme(on: Browser, baseURL: string, { nodes, colorScheme }: Setting): Promise<void> {
  const context = await on.newContext({ colorScheme, viewport: { width: 1440, height: 900 }, locale: 'en-US', baseURL });
  for (const view of VIEWS) {
    await shoot(await context.newPage(), view, path.join(folder, `${view.name}-${nodes}-${colorScheme}.png`));
  }
  await context.close();
}

async function shoot(page: Page, view: View, file: string): Promise<void> {
  await page.goto(view.path);
  await page.locator('main:not(:has([aria-busy=true])) h1').waitFor({ timeout: 120_000 });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await view.prepare?.(page);
  // Two frames: the canvas draws after the layout that it measures.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: file });
  await page.close();
  console.log(file);
}
