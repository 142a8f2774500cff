'use client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { stateOf } from './scene.ts';

/** What the grid says about a Node in words. */
export interface NodeWords {
  /** The cell as a screen reader says it: name, state, reason, revision, zone, trouble. */
  cell(slot: number): string;
  /** The lines of a tile below the name. */
  detail(slot: number): readonly [string, string];
}

/** The words for the Nodes of a live DaemonSet. */
export function useNodeWords(live: LiveDaemonSet): NodeWords {
  const t = useTranslations();
  const wording = useWording();
  return useMemo(() => {
    const reasonOf = (slot: number) => visibleText(live.text(live.reason[slot] ?? 0));
    const revisionOf = (slot: number) => (live.revision[slot] ? t('node.revision', { revision: live.revision[slot] ?? 0 }) : '');
    return {
      cell: (slot) =>
        [
          visibleText(live.name(slot)),
          wording.state(stateOf(live, slot)),
          reasonOf(slot),
          revisionOf(slot),
          (live.marks[slot] ?? 0) & MARK.terminating ? t('node.terminating') : '',
          visibleText(live.text(live.zone[slot] ?? 0)),
          ...wording.troubles(live.trouble[slot] ?? 0),
        ]
          .filter(Boolean)
          .join(', '),
      detail: (slot) => [
        [reasonOf(slot) || wording.state(stateOf(live, slot)), revisionOf(slot)].filter(Boolean).join(' · '),
        [
          ...wording.troubles(live.trouble[slot] ?? 0),
          live.restarts[slot] ? t('node.restarts', { count: live.restarts[slot] ?? 0 }) : '',
          visibleText(live.text(live.pool[slot] ?? 0)),
          visibleText(live.text(live.instanceType[slot] ?? 0)),
        ]
          .filter(Boolean)
          .join(' · '),
      ],
    };
  }, [live, t, wording]);
}
