'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useDemo, useDemoControl } from '#lib/client/queries.ts';

/** The slug that the demo's cluster always has. */
const DEMO_CLUSTER = 'demo';
const ACTIONS = ['start', 'break', 'mend'] as const;

/** On the simulated cluster: which scenario runs, and the buttons that start, break and mend a rollout. */
export function DemoBar({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const enabled = cluster === DEMO_CLUSTER;
  const { data } = useDemo({ enabled });
  const control = useDemoControl();
  if (!enabled || !data) return null;
  return (
    <section
      aria-label={t('demo.title')}
      data-print="hide"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-hover px-5 py-1"
    >
      <span className="text-xs text-mute">
        <b className="text-ink">{t('demo.title')}</b>
        {typeof data.scenario === 'string' && ` · ${t('demo.scenario', { name: visibleText(data.scenario) })}`}
      </span>
      <span className="grow" />
      {control.error && <span className="text-xs text-failing-text">{visibleText(control.error.message)}</span>}
      {ACTIONS.map((action) => (
        <Button
          key={action}
          className="h-6 px-2 text-xs"
          disabled={control.isPending}
          title={t(`demo.${action}Why`)}
          onClick={() => control.mutate({ action })}
        >
          {t(`demo.${action}`)}
        </Button>
      ))}
    </section>
  );
}
