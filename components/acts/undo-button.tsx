'use client';
import { useTranslations } from 'use-intl';
import { ActButton } from './act-button.tsx';

/** Opens the undo to one revision. */
export function UndoButton({ revision }: { readonly revision: number }) {
  const t = useTranslations();
  return (
    <div className="mt-2">
      <ActButton act="undo" className="h-6 px-2 text-xs" intent={() => ({ act: 'undo', revision })}>
        {`${t('acts.do.undo', { revision })}…`}
      </ActButton>
    </div>
  );
}
