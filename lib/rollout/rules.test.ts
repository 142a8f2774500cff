import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MODEL_MESSAGE_PARAMETERS } from './message-codes.ts';

const HERE = new URL('.', import.meta.url).pathname;
const ID = /\[([A-Z]+-[0-9]+)\]/g;

function idsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(ID)].map(([, id]) => id ?? ''));
}

function titlesIn(source: string): string {
  return [...source.matchAll(/\bit\(\s*(['"`])(.*?)\1,/gs)].map(([, , title]) => title).join('\n');
}

const sources = globSync(['*.test.ts', 'describe/*.test.ts', 'wave/*.test.ts', '../kubernetes/*.test.ts'], { cwd: HERE }).map(
  (file) => readFileSync(HERE + file, 'utf8'),
);
const rules = readFileSync(`${HERE}RULES.md`, 'utf8');

describe('rules', () => {
  it('[MESSAGE-1] each code has English words with exactly its parameters', () => {
    const english = JSON.parse(readFileSync(`${HERE}../messages/en.json`, 'utf8')) as {
      model: Record<string, Record<string, string>>;
    };
    const codes = Object.entries(english.model).flatMap(([group, texts]) => Object.keys(texts).map((key) => `${group}.${key}`));
    const groups = new Set(Object.keys(MODEL_MESSAGE_PARAMETERS).map((code) => code.split('.')[0]));
    const modelled = codes.filter((code) => groups.has(code.split('.')[0]));
    expect(modelled.sort()).toEqual(Object.keys(MODEL_MESSAGE_PARAMETERS).sort());
    for (const [code, params] of Object.entries(MODEL_MESSAGE_PARAMETERS)) {
      const [group = '', key = ''] = code.split('.');
      const text = english.model[group]?.[key] ?? '';
      const used = new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''));
      expect([code, [...used].filter((name) => !Object.hasOwn(params, name))]).toEqual([code, []]);
    }
  });

  it('[RULE-1] every rule has an id once, and a test that names it', () => {
    const named = idsIn(sources.map(titlesIn).join('\n'));
    const written = rules.split('\n').flatMap((line) => [...line.matchAll(/^\| \[([A-Z]+-[0-9]+)\]/g)].map(([, id]) => id ?? ''));
    expect(written).toHaveLength(new Set(written).size);
    expect([...named].sort()).toEqual([...written].sort());
  });
});
