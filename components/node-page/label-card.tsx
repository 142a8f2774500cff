'use client';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FoldCard } from '#components/ui/fold-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';

/** The Node's labels. */
export function LabelCard({ labels }: Pick<NodeAnswer, 'labels'>) {
  const t = useTranslations();
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <FoldCard title={t('labels.title')} note={entries.length}>
      <ul className="flex flex-col">
        {entries.map(([key, value]) => (
          <li key={key} className="group/label flex items-center gap-1 text-xs">
            <code className="min-w-0 break-all">
              <span className="text-mute">{visibleText(key)}=</span>
              {visibleText(value)}
            </code>
            <CopyButton text={`${key}=${value}`} className="opacity-0 group-hover/label:opacity-100 focus:opacity-100" />
          </li>
        ))}
      </ul>
    </FoldCard>
  );
}
