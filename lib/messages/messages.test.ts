import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MODEL_MESSAGE_PARAMETERS } from '#lib/rollout/message-codes.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
type Tree = { readonly [key: string]: string | Tree };

function load(locale: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(`${ROOT}lib/messages/${locale}.json`, 'utf8')) as Tree, '');
  return flat;
}

const EN = load('en');
const SOURCES = globSync('{app,components}/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !file.includes('.test.'));
const CALLS = SOURCES.flatMap((file) =>
  [...readFileSync(ROOT + file, 'utf8').matchAll(/\bt(?:\.has)?\(\s*(['`])((?:(?!\1).)+)\1/g)].map((match) => match[2] ?? ''),
);
/** `model` is used by the code that a Message carries. */
const DYNAMIC = [...CALLS.filter((key) => key.includes('${')).map((key) => toPattern(key)), /^model\./];
const STATIC = new Set(CALLS.filter((key) => !key.includes('${')));

function toPattern(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w-]+')}$`);
}

function parameters(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map((match) => match[1] ?? ''))].sort();
}

describe('English', () => {
  it('[WORDS-1] has a word for every key that a page uses', () => {
    expect([...STATIC].filter((key) => !EN.has(key))).toEqual([]);
    const keys = [...EN.keys()];
    expect(DYNAMIC.filter((pattern) => !keys.some((key) => pattern.test(key))).map(String)).toEqual([]);
  });

  it('[WORDS-2] has no word that no page uses', () => {
    expect([...EN.keys()].filter((key) => !STATIC.has(key) && !DYNAMIC.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('[WORDS-3] words every message of the model, with no parameter that it does not give', () => {
    for (const [code, given] of Object.entries(MODEL_MESSAGE_PARAMETERS)) {
      expect(EN.has(`model.${code}`), code).toBe(true);
      expect(parameters(EN.get(`model.${code}`) ?? '').filter((name) => !(name in given))).toEqual([]);
    }
  });
});

describe.each(['ja', 'ko', 'zh-CN'])('%s', (locale) => {
  const words = load(locale);

  it('[WORDS-4] has exactly the keys of English, in the same order', () => {
    expect([...words.keys()]).toEqual([...EN.keys()]);
  });

  it('[WORDS-5] uses only the parameters of English', () => {
    for (const [key, text] of words) {
      const allowed = parameters(EN.get(key) ?? '');
      expect(
        parameters(text).filter((name) => !allowed.includes(name)),
        key,
      ).toEqual([]);
    }
  });

  it('[WORDS-6] is translated: what equals English is an API word, a column or a pattern', () => {
    const same = [...words].filter(([key, text]) => text === EN.get(key) && !isUntranslatable(text));
    expect(same).toEqual([]);
  });
});

it('[WORDS-7] Chinese is punctuated as Chinese is, also beside words of the API', () => {
  const half = /[\u4e00-\u9fff][,:;?!]|[,:;?!][\u4e00-\u9fff]/;
  // Commas beside braces belong to a message's arguments.
  const halfBesideArgument = /[\u4e00-\u9fff].*(?:[:;?!]\{|\}[:;?!])|(?:[:;?!]\{|\}[:;?!]).*[\u4e00-\u9fff]/;
  expect([...load('zh-CN').values()].filter((text) => half.test(text) || halfBesideArgument.test(text))).toEqual([]);
});

/** Words of the API and of kubectl stay as they are; so does text without any word of ours. */
const API_WORDS =
  /\b(?:DaemonSets?|Node|NotReady|Namespace|namespace|headless|misscheduled|ready|available|revision|zone|pool|role|instance type|node|status|Rollcall|[A-Z-]{3,})\b/g;

function isUntranslatable(text: string): boolean {
  return !/\p{L}/u.test(text.replace(/\{[^}]*\}/g, '').replace(API_WORDS, ''));
}
