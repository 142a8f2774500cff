'use client';
import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { KeyCaps } from '#components/ui/key-caps.tsx';
import { KEY_TABLE } from '#components/ui/key-table.ts';
import { pressKey, useBoundKeys } from '#components/ui/use-key.ts';

/** Opens the command palette where the page has one. */
export function PaletteButton() {
  const t = useTranslations();
  if (!useBoundKeys().has('palette')) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t('palette.title')}
      title={t('palette.title')}
      className="inline-flex h-7 items-center gap-2 rounded-md border border-line px-2 text-mute hover:bg-hover hover:text-ink max-lg:border-transparent"
      onClick={() => pressKey('palette')}
    >
      <Search size={14} aria-hidden="true" />
      <span className="max-lg:hidden">{t('palette.button')}</span>
      <span className="max-lg:hidden">
        <KeyCaps presses={KEY_TABLE.palette.presses} />
      </span>
    </button>
  );
}
