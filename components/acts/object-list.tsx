'use client';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { ActObject } from '#lib/feed/act.ts';

/** The objects that are written or deleted by name; folded, since the Nodes above say the same at a glance. */
export function ObjectList({ objects, objectCount }: { readonly objects: readonly ActObject[]; readonly objectCount: number }) {
  const t = useTranslations();
  const more = objectCount - objects.length;
  return (
    <details className="group/objects">
      <summary className="cursor-pointer list-none text-xs text-mute select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <span aria-hidden="true" className="inline-block w-3 text-faint transition-transform group-open/objects:rotate-90">
          ›
        </span>
        {t('acts.plan.objects', { count: objectCount })}
      </summary>
      <ScrollBox as="ul" label={t('acts.plan.objects', { count: objectCount })} className="mt-1.5 max-h-40 text-xs">
        {objects.map(({ kind, name, uid, node }) => (
          <li key={uid} className="flex min-w-0 gap-2">
            <span className="shrink-0 text-mute">{kind}</span>
            <MiddleText text={name} className="font-mono" />
            {node !== undefined && <MiddleText text={node} className="font-mono text-mute" />}
          </li>
        ))}
        {more > 0 && <li className="text-mute">{t('acts.plan.more', { count: more })}</li>}
      </ScrollBox>
    </details>
  );
}
