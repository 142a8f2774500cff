import { type Browser, chromium } from '@playwright/test';
import { ensureBrowser } from '../../../scripts/browser.mjs';

const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Several tabs at once: what a person does not look at must be measured at full speed too.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** Starts the browser that the tests of this checkout use. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.ROLLCALL_CHROMIUM ?? ensureBrowser();
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ args: [...QUIET, ...asRoot], ...(executablePath ? { executablePath } : {}) });
}
