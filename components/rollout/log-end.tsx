'use client';
import { useTranslations } from 'use-intl';
import { readLog } from '#components/ui/log-lines.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { usePodLog } from '#lib/client/queries.ts';

/** The end of a container's log, as plain lines. */
export function LogEnd({ address }: { readonly address: Parameters<typeof usePodLog>[0] }) {
  const t = useTranslations();
  const { data, error, isPending } = usePodLog(address);
  const lines = readLog(data ?? '');
  if (isPending) return <Skeleton className="h-16 w-full" />;
  if (error) return <p className="break-words text-mute">{visibleText(error.message)}</p>;
  if (lines.length === 0) return <p className="text-mute">{t('log.empty')}</p>;
  return (
    <pre
      role="log"
      aria-label={t('log.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-48 overflow-auto rounded-md bg-hover px-2 py-1 font-mono text-2xs whitespace-pre-wrap"
    >
      {lines.map(({ text }) => text).join('\n')}
    </pre>
  );
}
