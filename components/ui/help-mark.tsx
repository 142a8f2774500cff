'use client';
import { useTranslations } from 'use-intl';
import { pressKey } from './use-key.ts';

/** A question mark beside signs and their words; it opens the page that explains them all. */
export function HelpMark() {
  const t = useTranslations();
  return (
    <button
      type="button"
      aria-label={t('help.signs')}
      title={t('help.signs')}
      className="grid size-6 place-items-center rounded-full text-xs text-mute hover:bg-hover hover:text-ink"
      onClick={() => pressKey('help')}
    >
      ?
    </button>
  );
}
