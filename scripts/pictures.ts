import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { endTour } from '../e2e/support/end-tour.ts';
import { layoutFaults } from '../e2e/support/layout-faults.ts';
import { type Product, startProduct } from '../e2e/support/product.ts';
import { twoFrames } from '../e2e/support/two-frames.ts';
import { openView, speak, VIEWS, type View } from '../e2e/support/views.ts';
import { LOCALES, type Locale } from '../lib/messages/locale.ts';
import settings from '../playwright.config.ts';

// Pictures of every view in both themes, at three sizes and in four languages, from the simulated cluster's showcase, and what
// is wrong with how each one stands. Needs a build:
// npm run pictures -- [--folder F] [--nodes N] [--view NAME …] [--language L …] [--size NAME …] [--no-tour]

const SIZES = {
  telephone: { width: 390, height: 844 },
  laptop: { width: 1440, height: 900 },
  wall: { width: 2560, height: 1440 },
} as const;
const THEMES = ['light', 'dark'] as const;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'pictures' },
    nodes: { type: 'string', default: '300' },
    view: { type: 'string', multiple: true, default: VIEWS.map(({ name }) => name) },
    language: { type: 'string', multiple: true, default: [...LOCALES] },
    size: { type: 'string', multiple: true, default: Object.keys(SIZES) },
    tour: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const views = chosen(values.view, VIEWS, ({ name }) => name, 'view');
const locales = chosen(values.language, LOCALES, String, 'language');
const sizes = chosen(values.size, Object.entries(SIZES), ([name]) => name, 'size');

mkdirSync(values.folder, { recursive: true });
const browser = await chromium.launch(settings.use?.launchOptions);
const product = await startProduct({ scenario: 'showcase', nodes: Number(values.nodes) });
let faults = 0;
try {
  await product.simulator.control('start');
  for (const locale of locales) for (const theme of THEMES) await pictureAll(browser, product, { locale, theme });
} finally {
  await product.stop();
  await browser.close();
}
console.log(`${faults} faults of layout.`);
process.exitCode = faults === 0 ? 0 : 1;

interface Look {
  readonly locale: Locale;
  readonly theme: (typeof THEMES)[number];
}

async function pictureAll(on: Browser, { url }: Product, { locale, theme }: Look): Promise<void> {
  const context = await on.newContext({ colorScheme: theme, baseURL: url, viewport: SIZES.laptop });
  await speak(context, url, locale);
  if (!values.tour) await endTour(context);
  for (const view of views) {
    const page = await context.newPage();
    await openView(page, view, locale);
    for (const [size, viewport] of sizes) {
      await page.setViewportSize(viewport);
      await twoFrames(page);
      await page.screenshot({ path: path.join(values.folder, fileName(view, size, { locale, theme })) });
      for (const fault of await layoutFaults(page)) {
        faults++;
        console.log(`${view.name}, ${size}, ${theme}, ${locale}: ${fault}`);
      }
    }
    await page.close();
  }
  await context.close();
}

function fileName({ name }: View, size: string, { locale, theme }: Look): string {
  return `${name}-${values.nodes}-${size}-${theme}-${locale}.png`;
}

function chosen<T>(names: readonly string[], all: readonly T[], nameOf: (one: T) => string, what: string): readonly T[] {
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) {
    console.error(`There is no ${what} ${unknown}; there are ${all.map(nameOf).join(', ')}.`);
    process.exit(2);
  }
  return all.filter((one) => names.includes(nameOf(one)));
}
