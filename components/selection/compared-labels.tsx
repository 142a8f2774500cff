'use client';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { MOST_COMPARED, useNodeComparison } from '#lib/client/node-comparison-query.ts';
import type { ComparedLabel } from '#lib/feed/node-comparison.ts';

/** What the chosen Nodes share and how they differ in labels and taints, asked of the server once for a selection. */
export function ComparedLabels({ cluster, names }: { readonly cluster: string; readonly names: readonly string[] }) {
  const t = useTranslations();
  const wording = useWording();
  const { data, error } = useNodeComparison(cluster, names);
  if (names.length > MOST_COMPARED) return <Line>{t('selection.tooManyToCompare', { most: MOST_COMPARED })}</Line>;
  if (error && !data) return <Line>{visibleText(error.message)}</Line>;
  if (!data) return null;
  return (
    <div className="flex flex-col gap-2 px-3.5 py-2.5 text-xs">
      <section>
        <h3 className="mb-1 font-semibold text-mute">{t('taints.title')}</h3>
        {data.taints.length === 0 && <p className="text-mute">{t('selection.none')}</p>}
        <ul>
          {data.taints.map(({ value, nodes }) => (
            <li key={value} className="flex min-w-0 justify-between gap-2 font-mono">
              <MiddleText text={value} />
              <b className="shrink-0 font-sans">{nodes === data.nodes ? t('selection.all') : wording.number(nodes)}</b>
            </li>
          ))}
        </ul>
      </section>
      <Fold title={t('selection.sharedLabels', { count: data.shared.length })}>
        <ul className="font-mono">
          {data.shared.map(({ key, value }) => (
            <li key={key} className="flex min-w-0">
              <MiddleText text={`${key}=${value}`} />
            </li>
          ))}
        </ul>
      </Fold>
      <Fold title={t('selection.differentLabels', { count: data.different.length })}>
        <dl className="flex flex-col gap-1.5">
          {data.different.map((label) => (
            <DifferentLabel key={label.key} label={label} />
          ))}
        </dl>
      </Fold>
    </div>
  );
}

function DifferentLabel({ label }: { readonly label: ComparedLabel }) {
  const t = useTranslations();
  const wording = useWording();
  const { key, values, valueCount, without } = label;
  return (
    <div>
      <dt className="flex min-w-0 font-mono text-mute">
        <MiddleText text={key} />
      </dt>
      {values.map(({ value, nodes }) => (
        <dd key={value} className="flex min-w-0 justify-between gap-2 pl-3 font-mono">
          {value === '' ? <span className="text-faint">{t('selection.empty')}</span> : <MiddleText text={value} />}
          <b className="shrink-0 font-sans">{wording.number(nodes)}</b>
        </dd>
      ))}
      {valueCount > values.length && (
        <dd className="pl-3 text-mute">{t('selection.more', { count: valueCount - values.length })}</dd>
      )}
      {without > 0 && (
        <dd className="flex justify-between gap-2 pl-3 text-mute">
          {t('selection.without')}
          <b>{wording.number(without)}</b>
        </dd>
      )}
    </div>
  );
}

function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="group/labels">
      <summary className="flex cursor-pointer list-none items-center gap-1 font-semibold text-mute select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={12} aria-hidden="true" className="transition-transform group-open/labels:rotate-90" />
        {title}
      </summary>
      <ScrollBox className="mt-1 max-h-72">{children}</ScrollBox>
    </details>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return <p className="px-3.5 py-2.5 text-xs text-mute">{children}</p>;
}
