'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { useClusters } from '#lib/client/queries.ts';

/** Says across every page, for as long as it is so, that somebody else could be answering in the API server's place. */
export function WeaknessBanner({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const { data } = useClusters();
  const entry = data?.find(({ slug }) => slug === cluster);
  if (!entry?.weakness) return null;
  return (
    <div
      role="alert"
      data-weakness={entry.weakness}
      className="border-b border-failing bg-failing/12 px-5 py-1.5 text-failing-text"
    >
      <b>{t('weakness.title')}</b> {t(`weakness.${entry.weakness}`, { server: visibleText(entry.server) })}
    </div>
  );
}
