import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WAVE_MESSAGE_PARAMETERS } from './wave-messages.ts';

it('[WAVE-12] each message of a wave has English words with exactly its parameters', () => {
  const file = new URL('../../messages/en.json', import.meta.url).pathname;
  const { model } = JSON.parse(readFileSync(file, 'utf8')) as { model: { wave: Record<string, string> } };
  const used = Object.entries(model.wave).map(([key, text]) => [`wave.${key}`, parametersOf(text)]);
  const given = Object.entries(WAVE_MESSAGE_PARAMETERS).map(([code, params]) => [code, Object.keys(params).sort()]);
  expect(Object.fromEntries(used)).toEqual(Object.fromEntries(given));
});

function parametersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();
}
