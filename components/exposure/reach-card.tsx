'use client';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FoldCard } from '#components/ui/fold-card.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useReach } from '#lib/client/exposure-queries.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { ServiceReach } from '#lib/rollout/reach.ts';

interface ReachCardProps {
  readonly address: DaemonSetAddress;
  readonly onNode: (node: string) => void;
}

const NODES_SHOWN = 12;

/** How to talk to the Pods: Services and their names, and the Nodes where traffic that stays local finds nothing. */
export const ReachCard = memo(function ReachCard({ address, onNode }: ReachCardProps) {
  const t = useTranslations();
  const [enabled, setEnabled] = useState(false);
  const { data, error } = useReach(address, { enabled });
  const local = data?.services.some((service) => service.local.length > 0) ?? false;
  return (
    <FoldCard title={t('reach.title')} onOpen={setEnabled}>
      {!data && !error && <Skeleton className="h-10 w-full" />}
      {error && <p className="text-mute">{visibleText(error.message)}</p>}
      {data && data.problem !== null && <p className="text-mute">{t('reach.unknown', { problem: visibleText(data.problem) })}</p>}
      {data && data.problem === null && data.services.length === 0 && <p className="text-mute">{t('reach.none')}</p>}
      <ul className="flex flex-col gap-2">
        {data?.services.map((service) => (
          <ServiceLine key={service.name} service={service} />
        ))}
      </ul>
      {data && local && (
        <div className="mt-2 border-t border-line pt-2">
          <p>{t('reach.local', { count: data.nodesWithoutCount })}</p>
          <p className="mt-1 flex flex-wrap gap-x-2 gap-y-0.5 font-mono text-xs">
            {data.nodesWithout.slice(0, NODES_SHOWN).map((node) => (
              <button
                key={node}
                type="button"
                className="min-h-6 max-w-full text-accent hover:underline"
                onClick={() => onNode(node)}
              >
                <MiddleText text={node} />
              </button>
            ))}
            {data.nodesWithoutCount > NODES_SHOWN && (
              <span className="font-sans text-mute">{t('reach.more', { count: data.nodesWithoutCount - NODES_SHOWN })}</span>
            )}
          </p>
        </div>
      )}
    </FoldCard>
  );
});

function ServiceLine({ service }: { readonly service: ServiceReach }) {
  const t = useTranslations();
  const { dns, type, headless, ports, local } = service;
  return (
    <li>
      <span className="flex min-w-0 items-center gap-1 font-mono">
        <MiddleText text={dns} className="min-w-0" />
        <CopyButton text={dns} />
      </span>
      <span className="text-xs text-mute">
        {[
          headless ? t('reach.headless') : type,
          visibleText(ports.join(', ')),
          ...local.map((which) => (which === 'internal' ? 'internalTrafficPolicy: Local' : 'externalTrafficPolicy: Local')),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </li>
  );
}
