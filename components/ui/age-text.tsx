'use client';
import { useLocale, useTranslations } from 'use-intl';
import { ageOf } from './age.ts';
import { perLocale } from './per-locale.ts';
import { useNow } from './use-now.ts';

const dateAndTime = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }));
const timeOfDay = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
);

/** An age as kubectl prints it, with the absolute time on hover. `at` is RFC 3339 or seconds since the epoch. */
export function AgeText({ at, className }: { readonly at: string | number; readonly className?: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const now = useNow();
  const milliseconds = typeof at === 'number' ? at * 1000 : Date.parse(at);
  const age = ageOf(milliseconds, now);
  if (age.kind === 'unknown') return <span className={className}>{t('age.unknown')}</span>;
  const iso = new Date(milliseconds).toISOString();
  return (
    <time dateTime={iso} title={absoluteTime(milliseconds, locale)} className={className}>
      {age.kind === 'skew' ? t('age.skew', { age: age.text }) : age.text}
    </time>
  );
}

/** Date and time to the second with the offset, as tooltips show it. */
export function absoluteTime(milliseconds: number, locale: string): string {
  return dateAndTime(locale).format(milliseconds);
}

/** The time of day to the second. */
export function clockTime(rfc3339: string, locale: string): string {
  const at = Date.parse(rfc3339);
  if (!Number.isFinite(at)) return '';
  return timeOfDay(locale).format(at);
}
