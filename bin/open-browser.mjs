import { spawn } from 'node:child_process';

/**
 * Opens a URL in the person's browser where there is a screen; does nothing elsewhere, and never fails the caller.
 * @param {string} url
 */
export function openBrowser(url) {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!process.stdout.isTTY || process.env.CI || process.env.SSH_CONNECTION || !hasScreen) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log(`rollcall: no browser could be opened; go to ${url}`));
  child.unref();
}
