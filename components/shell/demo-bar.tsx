'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import { type DemoState, useDemo, useDemoControl } from '#lib/client/queries.ts';
import { DEMO_ACTIONS, readDemoView } from './demo-state.ts';

/** The slug that the demo's cluster always has. */
const DEMO_CLUSTER = 'demo';
/** A name as wide as most, to keep the place of one that is not known yet. */
const UNKNOWN: DemoState = { daemonSet: { namespace: '', name: '\u00a0'.repeat(22) } };

/** On the simulated cluster: which scenario runs, and the buttons that start, break and mend a rollout. Its place is kept while that is asked for, without a word: a real cluster may have this slug too. */
export function DemoBar({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const enabled = cluster === DEMO_CLUSTER;
  const { data, isPending } = useDemo({ enabled });
  const control = useDemoControl();
  if (!enabled || (!data && !isPending)) return null;
  const { description, subject, available } = readDemoView(data ?? UNKNOWN);
  return (
    <section
      aria-label={t('demo.title')}
      data-print="hide"
      className={`flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-hover px-5 py-1 text-xs text-mute ${isPending ? 'invisible' : ''}`}
    >
      <b className="text-ink">{t('demo.title')}</b>
      <span className="min-w-0 grow basis-64" title={visibleText(description)}>
        {t('demo.what')} {subject === null ? t('demo.apply') : <TryThis {...subject} cluster={cluster} />}
      </span>
      {control.error && (
        <span role="alert" className="text-failing-text">
          {visibleText(control.error.message)}
        </span>
      )}
      <span className="flex gap-1.5">
        {DEMO_ACTIONS.map((action) => (
          <Button
            key={action}
            className="h-6 px-2"
            disabled={control.isPending || !available.has(action)}
            title={t(`demo.${action}Why`)}
            onClick={() => control.mutate({ action })}
          >
            {t(`demo.${action}`)}
          </Button>
        ))}
      </span>
    </section>
  );
}

interface TryThisProps {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

function TryThis({ cluster, namespace, name }: TryThisProps) {
  const t = useTranslations();
  const href = daemonSetPath(cluster, { namespace, name });
  return t.rich('demo.try', {
    name: visibleText(name),
    link: (words) => (
      <Link prefetch={false} className="font-medium text-accent hover:underline" href={href}>
        {words}
      </Link>
    ),
  });
}
