'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { TaintVerdict } from '#lib/feed/node-detail.ts';
import { PanelSection } from './panel-section.tsx';

/** The taints of a Node, each with the toleration that covers it, or the plain fact that none does. */
export function TaintList({ taints }: { readonly taints: readonly TaintVerdict[] }) {
  const t = useTranslations();
  return (
    <PanelSection title={t('taints.title')} note={taints.length}>
      {taints.length === 0 && <p className="text-mute">{t('taints.none')}</p>}
      <ul className="flex flex-col gap-1.5">
        {taints.map((taint) => {
          const { toleratedBy, decides } = taint;
          const tone = toleratedBy ? 'text-available-text' : decides ? 'text-failing-text' : 'text-mute';
          return (
            <li key={`${taint.key}:${taint.effect}`} className="flex gap-2">
              <span aria-hidden="true" className={tone}>
                {toleratedBy ? '✓' : decides ? '✕' : '·'}
              </span>
              <span className="min-w-0 text-xs">
                <code className="break-all">
                  {visibleText(`${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`)}
                </code>
                <span className="block text-mute">
                  {toleratedBy
                    ? t(`taints.by.${toleratedBy.from}`, { toleration: visibleText(toleratedBy.toleration) })
                    : decides
                      ? t('taints.untolerated')
                      : t('taints.preferOnly')}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </PanelSection>
  );
}
