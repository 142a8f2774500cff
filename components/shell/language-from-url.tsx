'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useLocale } from 'use-intl';
import { LANGUAGE_COOKIE, matchLocale } from '#lib/messages/locale.ts';
import { rememberLanguage } from './language-choice.tsx';

/** Lets a link choose the language: `?lang=ja` is remembered as if chosen in the page. */
export function LanguageFromUrl() {
  const router = useRouter();
  const locale = useLocale();
  const wanted = matchLocale(useSearchParams().get(LANGUAGE_COOKIE) ?? '');
  useEffect(() => {
    if (!wanted || wanted === locale) return;
    rememberLanguage(wanted);
    router.refresh();
  }, [wanted, locale, router]);
  return null;
}
