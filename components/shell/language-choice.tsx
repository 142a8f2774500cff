'use client';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { LANGUAGE_COOKIE, LOCALES } from '#lib/messages/locale.ts';

/** Each language by its own name, whoever reads. */
const NAMES = { en: 'English', ja: '日本語', ko: '한국어', 'zh-CN': '简体中文' } as const;
const YEAR_S = 31_536_000;

/** The language of this browser's pages. */
export function LanguageChoice() {
  const t = useTranslations();
  const locale = useLocale();
  const router = useRouter();
  return (
    <SelectMenu
      label={t('shell.language')}
      value={locale}
      options={LOCALES.map((value) => ({ value, label: NAMES[value] }))}
      onChange={(value) => {
        rememberLanguage(value);
        router.refresh();
      }}
    />
  );
}

/** Keeps a language for a year; the server reads it with the next page. */
export function rememberLanguage(language: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
  document.cookie = `${LANGUAGE_COOKIE}=${encodeURIComponent(language)}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
