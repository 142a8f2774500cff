'use client';
import { useTranslations } from 'use-intl';
import { FoldMenu } from '#components/ui/fold-menu.tsx';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { ActButton } from './act-button.tsx';
import { ReadOnlyPill } from './read-only-pill.tsx';

interface HeaderActsProps {
  readonly detail: DaemonSetDetail;
  /** The Nodes with a stale Pod that the page's filter shows; null when it hides none. Asked for at the click. */
  readonly shownStale: () => readonly string[] | null;
  /** Those with a stale Pod among the chosen Nodes; null when there are none. Asked for at the click. */
  readonly selectedStale?: () => readonly string[] | null;
}

/** What can be done with a DaemonSet as a whole. */
export function HeaderActs({ detail, shownStale, selectedStale }: HeaderActsProps) {
  const t = useTranslations();
  const { stale, strategy, phase, revisions } = detail;
  const previous = revisions.find(({ current }) => !current)?.revision;
  const paused = phase === 'paused';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('acts.group')} className="flex flex-wrap items-center gap-1.5" data-print="hide">
      <ReadOnlyPill />
      <ActButton
        act="deleteStale"
        look={stale > 0 && strategy === 'OnDelete' ? 'primary' : 'plain'}
        idle={stale === 0 ? t('acts.plan.nothingStale') : null}
        intent={() => ({ act: 'deleteStale', shown: shownStale(), selected: selectedStale?.() ?? null })}
      >
        {t('acts.open.deleteStale')}
      </ActButton>
      <ActButton act="restart" intent={() => ({ act: 'restart' })}>
        {t('acts.open.restart')}
      </ActButton>
      {paused ? (
        <ActButton act="resume" intent={() => ({ act: 'resume' })}>
          {t('acts.open.resume')}
        </ActButton>
      ) : (
        <ActButton act="pause" idle={strategy === 'OnDelete' ? t('acts.idle.onDelete') : null} intent={() => ({ act: 'pause' })}>
          {t('acts.open.pause')}
        </ActButton>
      )}
      <ActButton
        act="undo"
        idle={previous === undefined ? t('acts.idle.noRevision') : null}
        intent={() => ({ act: 'undo', revision: previous ?? 0 })}
      >
        {t('acts.open.undo')}
      </ActButton>
      <FoldMenu label={t('acts.open.more')}>
        {(close) => (
          <>
            <ActButton
              act="wave"
              look="menu"
              idle={stale === 0 ? t('acts.plan.nothingStale') : null}
              intent={() => ({ act: 'wave', shown: shownStale(), selected: selectedStale?.() ?? null })}
              onOpen={close}
            >
              {t('acts.open.wave')}
            </ActButton>
            <ActButton
              act="setBudget"
              look="menu"
              idle={strategy === 'OnDelete' ? t('acts.idle.noBudget') : null}
              intent={() => ({ act: 'setBudget' })}
              onOpen={close}
            >
              {t('acts.open.setBudget')}
            </ActButton>
            <ActButton
              act="deleteDaemonSet"
              look="menu"
              idle={phase === 'deleting' ? t('acts.idle.deleting') : null}
              intent={() => ({ act: 'deleteDaemonSet' })}
              onOpen={close}
            >
              {t('acts.open.deleteDaemonSet')}
            </ActButton>
          </>
        )}
      </FoldMenu>
    </div>
  );
}
