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
  'tone-0',
  'tone-1',
  'tone-2',
  'tone-3',
  'tone-4',
] as const;

export type PaletteToken = (typeof PALETTE_TOKENS)[number];
/** The sequential scale, from nearest to the card to farthest. */
export const TONE_TOKENS = ['tone-0', 'tone-1', 'tone-2', 'tone-3', 'tone-4'] as const satisfies readonly PaletteToken[];
/** From this tone on a glyph is drawn in the colour of the card, below it in the colour of text. */
export const FIRST_STRONG_TONE = 3;
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
