'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { PaletteSearch } from './use-palette-search.ts';

interface PaletteFooterProps {
  readonly search: PaletteSearch;
  /** Nothing is typed. */
  readonly empty: boolean;
}

/** What came of the search, said to screen readers too, and the keys. */
export function PaletteFooter({ search: { answer, error, pending }, empty }: PaletteFooterProps) {
  const t = useTranslations();
  const parts = answer ? [answer.daemonSets, answer.nodes, answer.pods, answer.namespaces] : [];
  const count = parts.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-1.5 text-xs text-mute">
      <span role="status" className={error ? 'text-failing-text' : ''}>
        {empty
          ? t('palette.hint')
          : pending
            ? t('palette.searching')
            : error
              ? visibleText(error.message)
              : t('palette.found', { count })}
        {!pending && answer && answer.connection.state !== 'live' && ` ${t('palette.stale')}`}
      </span>
      <span className="max-sm:hidden" aria-hidden="true">
        {t('palette.keys')}
      </span>
    </div>
  );
}
