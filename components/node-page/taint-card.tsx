'use client';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';

/** The Node's taints, each with the DaemonSets that it keeps away. */
export function TaintCard({ taints }: Pick<NodeAnswer, 'taints'>) {
  const t = useTranslations();
  return (
    <SectionCard title={t('taints.title')} note={taints.length}>
      {taints.length === 0 && <p className="text-mute">{t('taints.none')}</p>}
      <ul className="flex flex-col gap-1.5 text-xs">
        {taints.map(({ key, value, effect, keepsAway }) => (
          <li key={`${key}:${effect}`}>
            <code className="break-all">{visibleText(`${key}${value ? `=${value}` : ''}:${effect}`)}</code>
            <p className="break-words text-mute">
              {effect === 'PreferNoSchedule'
                ? t('taints.preferOnly')
                : keepsAway.length === 0
                  ? t('nodePage.toleratedByAll')
                  : t('nodePage.keepsAway', { count: keepsAway.length, names: visibleText(keepsAway.join(', ')) })}
            </p>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
