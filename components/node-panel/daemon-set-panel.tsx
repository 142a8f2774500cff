'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useBroughtIntoSight } from '#components/ui/bring-into-sight.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import type { ShownView } from '#components/ui/use-view-keys.ts';
import { useDaemonSetEvents } from '#lib/client/queries.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { ShownViews } from './shown-views.tsx';

interface DaemonSetPanelProps {
  readonly address: DaemonSetAddress;
  readonly shown: ShownView;
  readonly onShow: (view: ShownView | null) => void;
}

const VIEWS = ['events', 'describe', 'yaml'] as const satisfies readonly ShownView[];

/** The DaemonSet's own text in the place of the inspector, while no Node is chosen. */
export function DaemonSetPanel({ address, shown, onShow }: DaemonSetPanelProps) {
  const t = useTranslations();
  const { cluster, namespace, name } = address;
  const panel = useBroughtIntoSight(shown);
  const { data, error } = useDaemonSetEvents(address, { enabled: shown === 'events' });
  return (
    <section ref={panel} aria-label={t('views.daemonSet', { name })} className="card flex flex-col">
      <header className="sticky top-0 z-1 flex items-center gap-1 rounded-t-[10px] bg-panel py-2 pr-2 pl-3.5">
        <h2 className="flex min-w-0 grow items-center gap-1 font-mono text-sm font-semibold">
          <MiddleText text={name} />
          <CopyButton text={name} />
        </h2>
        <button
          type="button"
          aria-label={t('ui.close')}
          title={`${t('ui.close')} (Esc)`}
          className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
          onClick={() => onShow(null)}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      <ShownViews
        title={`${namespace}/${name}`}
        views={VIEWS}
        facts={null}
        shown={shown === 'logs' ? 'events' : shown}
        onShow={onShow}
        cluster={cluster}
        objects={[{ kind: 'DaemonSet', cluster, namespace, name }]}
        pods={[]}
        events={{ events: data, error: data === undefined ? error : null }}
      />
    </section>
  );
}
