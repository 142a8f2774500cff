import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
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

/** Starts Chromium: the one that the machine has, else the one that Playwright has installed. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.ROLLCALL_CHROMIUM ?? INSTALLED.find((candidate) => existsSync(candidate));
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ args: [...QUIET, ...asRoot], ...(executablePath ? { executablePath } : {}) });
}
