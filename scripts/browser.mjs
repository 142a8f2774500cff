import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fail, program, run, say } from './setup.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a browser for the tests, installing one when there is none: the one in PLAYWRIGHT_CHROMIUM, an installed
 * chromium or chrome, Debian's package as root, else Playwright's own.
 * Returns its path, or undefined for Playwright's own; ends the process with a sentence when none can be had.
 */
export function ensureBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return existsSync(named) ? named : fail(`PLAYWRIGHT_CHROMIUM names ${named}, which does not exist.`);
  return installedBrowser() ?? installBrowser();
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...APPLICATIONS].find((file) =>
    existsSync(file),
  );
}

function installBrowser() {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (isRootOnDebian) {
    say("no browser found: installing Debian's chromium package for the tests …");
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update'], quiet);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
    return installedBrowser() ?? fail("Debian's chromium package could not be installed; name a browser in PLAYWRIGHT_CHROMIUM.");
  }
  say("no browser found: installing Playwright's own for the tests …");
  run(program('playwright'), ['install', 'chromium'], 'no browser could be installed; name one in PLAYWRIGHT_CHROMIUM.');
  return undefined;
}
