'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';

/** What lies in wait for the next change; no card when nothing does. */
export function WarningList({ detail }: { readonly detail: DaemonSetDetail }) {
  const t = useTranslations();
  const wording = useWording();
  if (detail.warnings.length === 0) return null;
  return (
    <SectionCard title={t('warnings.title')}>
      <ul className="flex flex-col gap-1.5">
        {detail.warnings.map((warning) => (
          <li key={JSON.stringify(warning)} className="flex gap-2">
            <TriangleAlert size={13} aria-hidden="true" className="mt-0.5 shrink-0 text-missing-text" />
            <span className="min-w-0 wrap-anywhere">{wording.message(warning)}</span>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
