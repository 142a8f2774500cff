/** The tokens of app/globals.css that the canvas draws with, by the meaning that names them. */
export const PALETTE_TOKENS = [
  'panel',
  'line',
  'ink',
  'mute',
  'accent',
  'available',
  'ready',
  'starting',
  'stale',
  'failing',
  'missing',
  'misscheduled',
  'off',
  'offline',
  'on-state',
] as const;

export type PaletteToken = (typeof PALETTE_TOKENS)[number];
export type Palette = Readonly<Record<PaletteToken, string>>;

/** Reads the palette of the theme that is in force now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    PALETTE_TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim() || '#888']),
  ) as Palette;
}

/** Calls the listener after the theme or the forced colours have changed; returns the unsubscribe. */
export function subscribePalette(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const forced = window.matchMedia?.('(forced-colors: active)');
  forced?.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    forced?.removeEventListener('change', listener);
  };
}
