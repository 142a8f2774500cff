'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { kubectlAge } from '#components/ui/age.ts';
import { CommandBox } from '#components/ui/command-box.tsx';
import { sharedDomain } from '#components/ui/short-names.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { WhatIfAnswer } from '#lib/client/what-if-query.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Budget, Summary } from '#lib/rollout/summary.ts';
import type { WhatIfAction, WhatIfGroup } from '#lib/rollout/what-if.ts';

export interface WhatIfResultProps {
  readonly answer: WhatIfAnswer;
  readonly summary: Pick<Summary, 'strategy'> & { readonly budget: Budget };
  readonly marked: string | null;
  readonly onMark: (group: string | null) => void;
}

/** What a Node shows as soon as the change is made, before the controller has acted. */
const SOON: Record<WhatIfAction, NodeRolloutState> = {
  create: 'missing',
  keep: 'available',
  delete: 'replacing',
  leave: 'replacing',
  stay: 'misscheduled',
  none: 'ineligible',
};

/** The Nodes gained and lost, what becomes of their Pods, and the commands that would do it. */
export function WhatIfResult({ answer, summary, marked, onMark }: WhatIfResultProps) {
  const t = useTranslations();
  const { whatIf, others, commands } = answer;
  const { eligibleBefore, eligibleAfter, groups, evictedAgain } = whatIf;
  return (
    <div className="flex flex-col gap-2.5" aria-live="polite">
      <p className="font-medium">{t('whatIf.sum', { before: eligibleBefore, after: eligibleAfter, changed: sumOf(groups) })}</p>
      <ul className="flex flex-col gap-1.5">
        {groups.map((group) => (
          <Group key={idOf(group)} group={group} pressed={marked === idOf(group)} onMark={onMark} />
        ))}
      </ul>
      {whatIf.newRevision && (
        <p className="text-xs text-mute">
          {t(`whatIf.revision.${summary.budget.kind}`, { count: whatIf.replaced, limit: summary.budget.limit })}
        </p>
      )}
      {evictedAgain !== null && (
        <p className="text-xs text-missing-text">
          {t('whatIf.evictedAgain', { count: evictedAgain.nodes, after: kubectlAge(evictedAgain.afterSeconds) })}
        </p>
      )}
      {others.length > 0 && (
        <div className="text-xs">
          <p className="text-mute">{t('whatIf.others', { count: others.length })}</p>
          <ul>
            {others.map(({ namespace, name, gained, lost }) => (
              <li key={`${namespace}/${name}`} className="break-all">
                {visibleText(`${namespace}/${name}`)} <span className="text-mute">{t('whatIf.other', { gained, lost })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {commands.length > 0 && <Commands commands={commands} />}
    </div>
  );
}

const MOST_CELLS = 36;

function Group({
  group,
  pressed,
  onMark,
}: {
  readonly group: WhatIfGroup;
  readonly pressed: boolean;
  readonly onMark: WhatIfResultProps['onMark'];
}) {
  const t = useTranslations();
  const { change, action, count, nodes } = group;
  const domain = sharedDomain(nodes);
  return (
    <li>
      <button
        type="button"
        aria-pressed={pressed}
        title={nodes.slice(0, 40).map(visibleText).join('\n')}
        className="flex w-full flex-col gap-1 rounded-md border border-line px-2.5 py-1.5 text-left hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent/10"
        onClick={() => onMark(pressed ? null : idOf(group))}
      >
        <span className="text-xs">
          <b>{t(`whatIf.change.${change}`, { count })}</b> <span className="text-mute">{t(`whatIf.action.${action}`)}</span>
        </span>
        <span aria-hidden="true" className="flex flex-wrap items-center gap-[3px]">
          {nodes.slice(0, MOST_CELLS).map((node) => (
            <CellIcon key={node} state={SOON[action]} size={12} />
          ))}
          {count > MOST_CELLS && (
            <span className="pl-1 text-2xs text-mute">{t('whatIf.more', { count: count - MOST_CELLS })}</span>
          )}
        </span>
        <span className="w-full truncate font-mono text-2xs text-mute">
          {nodes
            .slice(0, 3)
            .map((node) => visibleText(node.slice(0, node.length - domain.length)))
            .join(', ')}
        </span>
      </button>
    </li>
  );
}

function Commands({ commands }: { readonly commands: readonly string[] }) {
  const t = useTranslations();
  return (
    <section aria-label={t('whatIf.kubectl')} className="flex flex-col gap-1">
      <h3 className="text-xs text-mute">{t('whatIf.kubectl')}</h3>
      <CommandBox text={commands.join('\n')} wraps />
    </section>
  );
}

function idOf({ change, action }: WhatIfGroup): string {
  return `${change}.${action}`;
}

function sumOf(groups: readonly WhatIfGroup[]): number {
  return groups.filter(({ change }) => change !== 'same').reduce((sum, { count }) => sum + count, 0);
}
