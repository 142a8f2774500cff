'use client';
import { useTranslations } from 'use-intl';
import { CommandBox } from '#components/ui/command-box.tsx';
import { FoldCard } from '#components/ui/fold-card.tsx';
import type { NodeAnswer } from '#lib/feed/node-page.ts';
import { nodesCommand } from '#lib/rollout/act-command.ts';

/** What can be done with the Node, as commands to copy. */
export function CommandCard({ answer }: { readonly answer: NodeAnswer }) {
  const t = useTranslations();
  const { node, uid, unschedulable } = answer;
  const object = { kind: 'Node', name: node, uid } as const;
  const verbs = unschedulable ? (['uncordon', 'delete'] as const) : (['cordon', 'delete'] as const);
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
    </FoldCard>
  );
}
