export const LOCALES = ['en', 'ja', 'ko', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

export const LANGUAGE_COOKIE = 'lang';

/** The language to answer in. Takes the `lang` cookie and the Accept-Language header; falls back to English. */
export function resolveLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [cookie ?? '', ...parseAcceptLanguage(acceptLanguage ?? '')];
  for (const tag of wanted) {
    const locale = matchLocale(tag);
    if (locale) return locale;
  }
  return 'en';
}

/** The locale that a language tag asks for, or undefined when it is none of ours. */
export function matchLocale(tag: string): Locale | undefined {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language === 'zh') return rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? undefined : 'zh-CN';
  return LOCALES.find((locale) => locale === language);
}

function parseAcceptLanguage(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
