'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';

type Condition = NodeAnswer['conditions'][number];

/** The Node's conditions, those that are not as they should be first. */
export function ConditionCard({ conditions }: Pick<NodeAnswer, 'conditions'>) {
  const t = useTranslations();
  const bad = conditions.filter((condition) => !isFine(condition));
  return (
    <SectionCard
      title={t('conditions.title')}
      note={bad.length > 0 ? t('conditions.bad', { count: bad.length }) : conditions.length}
    >
      {conditions.length === 0 && <p className="text-mute">{t('conditions.none')}</p>}
      <ul className="flex flex-col gap-1.5 text-xs">
        {[...bad, ...conditions.filter(isFine)].map((condition) => (
          <li key={condition.type} className="grid grid-cols-[auto_1fr_auto] gap-x-2">
            <span aria-hidden="true" className={isFine(condition) ? 'text-available-text' : 'text-failing-text'}>
              {isFine(condition) ? '✓' : '✕'}
            </span>
            <span className="min-w-0">
              <b>{visibleText(condition.type)}</b> {visibleText(condition.status)}
              <span className="block break-words text-mute">
                {visibleText([condition.reason, condition.message].filter(Boolean).join(': '))}
              </span>
            </span>
            <AgeText at={condition.lastTransitionTime ?? ''} className="text-mute" />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

/** Ready should be True, every other condition False. */
function isFine({ type, status }: Condition): boolean {
  return status === (type === 'Ready' ? 'True' : 'False');
}
