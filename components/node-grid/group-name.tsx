'use client';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { type Grouping, labelKeyOf } from './node-view.ts';

/** The value that the Nodes of a group share, in words; values come from the cluster and are text, whatever they hold. */
export function GroupName({ grouping, value }: { readonly grouping: Grouping; readonly value: string }) {
  const t = useTranslations();
  const wording = useWording();
  if (grouping === 'state') return wording.state(value as NodeRolloutState);
  const label = labelKeyOf(grouping);
  if (value === '')
    return label === null ? t(`grid.without.${grouping}`) : t('gridView.withoutLabel', { label: visibleText(label) });
  return grouping === 'revision' ? t('node.revision', { revision: Number(value) }) : <MiddleText text={value} />;
}
