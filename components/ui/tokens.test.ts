import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
type Rgb = readonly [number, number, number];

function tokensOf(selector: string): Map<string, Rgb> {
  const start = CSS.indexOf(`${selector} {`);
  const block = CSS.slice(start, CSS.indexOf('}', start));
  const tokens = new Map<string, Rgb>();
  for (const [, name, l, c, h] of block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+)%\s+([\d.]+)\s+([\d.]+)\)/g)) {
    tokens.set(name ?? '', toLinearRgb(Number(l) / 100, Number(c), Number(h)));
  }
  return tokens;
}

/** OKLCH to linear sRGB, clipped to the gamut: Björn Ottosson's matrices as in CSS Color 4. */
function toLinearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = [
  'ink',
  'mute',
  'faint',
  'accent',
  ...['available', 'starting', 'stale', 'failing', 'missing', 'misscheduled'].map((state) => `${state}-text`),
];
const GROUNDS = ['bg', 'panel', 'raised', 'hover'];

describe.each([
  ['light', ':root'],
  ['dark', ':root[data-theme="dark"]'],
])('%s theme', (_name, selector) => {
  const tokens = tokensOf(selector);
  const colour = (name: string): Rgb => {
    const value = tokens.get(name);
    if (!value) throw new Error(`no token ${name}`);
    return value;
  };

  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground])))(
    '[TOKENS-1] %s on %s can be read: 4.5 to 1',
    (text = '', ground = '') => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('[TOKENS-2] the words of the one primary button can be read', () => {
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['failing', 'starting', 'misscheduled', 'stale'])('[TOKENS-3] a glyph on %s stands out: 3 to 1', (state) => {
    expect(contrast(colour('on-state'), colour(state))).toBeGreaterThanOrEqual(3);
  });

  it.each(['failing', 'starting', 'stale', 'misscheduled', 'available'])('[TOKENS-4] %s stands out from the card', (state) => {
    expect(contrast(colour(state), colour('panel'))).toBeGreaterThanOrEqual(state === 'available' ? 2.2 : 3);
  });
});

describe.each([
  ['light', ':root', 1],
  ['dark', ':root[data-theme="dark"]', -1],
])('%s scale', (_name, selector, direction) => {
  const tokens = tokensOf(selector);
  const colour = (name: string): Rgb => tokens.get(name) ?? [Number.NaN, 0, 0];
  const tones = [0, 1, 2, 3, 4].map((tone) => colour(`tone-${tone}`));

  it('[TOKENS-6] each tone of the scale is farther from the card than the one before, by a step that the eye sees', () => {
    tones.slice(1).forEach((tone, index) => {
      const before = tones[index] as Rgb;
      expect(Math.sign(luminance(before) - luminance(tone))).toBe(direction);
      expect(contrast(before, tone)).toBeGreaterThanOrEqual(1.35);
    });
  });

  it('[TOKENS-7] a glyph on each tone stands out: 3 to 1', () => {
    tones.forEach((tone, index) => {
      expect(contrast(tone, colour(index < 3 ? 'ink' : 'panel'))).toBeGreaterThanOrEqual(3);
    });
  });
});

it('[TOKENS-5] both themes define the same tokens', () => {
  expect([...tokensOf(':root[data-theme="dark"]').keys()].sort()).toEqual([...tokensOf(':root').keys()].sort());
});
