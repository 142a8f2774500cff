'use client';
import { Lock } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useActs } from './acts-context.ts';

/** Says why no act is accepted at all; nothing while acts are. */
export function ReadOnlyPill() {
  const t = useTranslations();
  const { readOnly } = useActs();
  if (readOnly === null) return null;
  return (
    <span
      role="status"
      className="inline-flex items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5 text-xs text-mute"
    >
      <Lock size={11} aria-hidden="true" className="shrink-0" />
      {t(`acts.readOnly.${readOnly}`)}
    </span>
  );
}
