'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import { useDemo, useDemoControl } from '#lib/client/queries.ts';
import { DEMO_ACTIONS, readDemoView } from './demo-state.ts';

/** The slug that the demo's cluster always has. */
const DEMO_CLUSTER = 'demo';
/** As wide as most names. */
const UNKNOWN_NAME = '\u00a0'.repeat(22);

/** On the simulated cluster: which scenario runs, and the buttons that start, break and mend a rollout. Its place is kept while that is asked for. */
export function DemoBar({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const enabled = cluster === DEMO_CLUSTER;
  const { data, isPending } = useDemo({ enabled });
  const control = useDemoControl();
  if (!enabled || (!data && !isPending)) return null;
  const { description, subject, available } = readDemoView(data ?? {});
  return (
    <section
      aria-label={t('demo.title')}
      data-print="hide"
      className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-hover px-5 py-1 text-xs text-mute"
    >
      <b className="text-ink">{t('demo.title')}</b>
      <span className="min-w-0 grow basis-64" title={visibleText(description)}>
        {t('demo.what')}{' '}
        {isPending ? (
          <span aria-hidden="true" className="invisible">
            {t.rich('demo.try', { name: UNKNOWN_NAME, link: (words) => words })}
          </span>
        ) : subject === null ? (
          t('demo.apply')
        ) : (
          <TryThis {...subject} cluster={cluster} />
        )}
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
