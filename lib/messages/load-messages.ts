import type { Locale } from './locale.ts';

export type Messages = typeof import('./en.json');

const LOADERS: Record<Locale, () => Promise<{ default: unknown }>> = {
  en: () => import('./en.json'),
  ja: () => import('./ja.json'),
  ko: () => import('./ko.json'),
  'zh-CN': () => import('./zh-CN.json'),
};

/** The words of one language; all languages have the same keys, as messages.test.ts proves. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await LOADERS[locale]()).default as Messages;
}
