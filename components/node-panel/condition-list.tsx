'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { PanelSection } from './panel-section.tsx';

/** The Node's conditions; the ones that are as they should be stay quiet. */
export function ConditionList({ conditions }: { readonly conditions: NodeDetail['conditions'] }) {
  const t = useTranslations();
  const bad = conditions.filter((condition) => !isFine(condition));
  return (
    <PanelSection
      title={t('conditions.title')}
      note={bad.length > 0 ? t('conditions.bad', { count: bad.length }) : conditions.length}
      closed={bad.length === 0}
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
    </PanelSection>
  );
}

/** Ready should be True, every other condition False. */
function isFine({ type, status }: NodeDetail['conditions'][number]): boolean {
  return status === (type === 'Ready' ? 'True' : 'False');
}
