'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { CommandBox } from '#components/ui/command-box.tsx';
import { FoldCard } from '#components/ui/fold-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';
import { nodesCommand } from '#lib/rollout/act-command.ts';

/** What can be done with the Node: as commands to copy, and with buttons beside it on the page of a DaemonSet. */
export function CommandCard({ cluster, answer }: { readonly cluster: string; readonly answer: NodeAnswer }) {
  const t = useTranslations();
  const { node, uid, unschedulable, daemonSets } = answer;
  const object = { kind: 'Node', name: node, uid } as const;
  const verbs = unschedulable ? (['uncordon', 'delete'] as const) : (['cordon', 'delete'] as const);
  const [daemonSet] = daemonSets;
  return (
    <FoldCard title={t('nodePage.commands')}>
      <ul className="flex flex-col gap-1.5">
        {verbs.map((verb) => {
          const command = nodesCommand(verb, [object]);
          return (
            <li key={verb}>
              <CommandBox text={command} />
            </li>
          );
        })}
      </ul>
      {daemonSet && (
        <p className="mt-2 text-xs text-mute">
          {t('nodePage.actsElsewhere')}{' '}
          <Link href={daemonSetPath(cluster, daemonSet, node)} prefetch={false} className="text-accent underline">
            {visibleText(`${daemonSet.namespace}/${daemonSet.name}`)}
          </Link>
        </p>
      )}
    </FoldCard>
  );
}
