import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Browser tests of the built product. PLAYWRIGHT_CHROMIUM names the browser; else an installed one is looked for. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // Each worker starts its own cluster and product: two of them starve each other on a small machine.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // The machines that run this are shared and stall for seconds; what passed only at its second try is listed as flaky.
  retries: 1,
  timeout: 120_000,
  // A picture that is missing fails: one is kept only after somebody has looked at it.
  updateSnapshots: 'none',
  expect: {
    timeout: 15_000,
    toHaveScreenshot: {
      pathTemplate: '{testDir}/screenshots/kept/{arg}{ext}',
      stylePath: 'e2e/support/kept-picture.css',
      // Smoothed edges are left out by the comparison; the colour of a state has to be seen, and few pixels may carry it.
      threshold: 0.05,
      maxDiffPixelRatio: 0.002,
    },
  },
  reporter: [['list']],
  use: {
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM ?? CHROMIUMS.find((file) => existsSync(file)),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
