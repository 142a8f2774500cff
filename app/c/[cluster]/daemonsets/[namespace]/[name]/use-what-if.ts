'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { draftText, EMPTY_DRAFT, readDraft, type WhatIfDraft } from '#lib/client/what-if-draft.ts';
import { useWhatIfAnswer } from '#lib/client/what-if-query.ts';

const PARSERS = { whatif: parseAsString, whatifNodes: parseAsString };

/** The what-if of this page: in its address while it is short enough for one, else in this tab. */
export function useWhatIf(address: DaemonSetAddress, live: LiveDaemonSet) {
  const [{ whatif, whatifNodes }, setParams] = useQueryStates(PARSERS, { history: 'replace' });
  const [long, setLong] = useState<WhatIfDraft | null>(null);
  const [read, setRead] = useState<{ readonly text: string; readonly draft: WhatIfDraft }>({ text: '{}', draft: EMPTY_DRAFT });
  // The same text gives the same draft, so that an answer is asked for once.
  if (whatif !== null && whatif !== read.text) setRead({ text: whatif, draft: readDraft(whatif) });
  const draft = whatif === null ? null : (long ?? read.draft);
  const { generation, desired, misscheduled } = live.detail;
  const revision = [generation, live.nodeCount, desired, misscheduled].join('.');
  const { data, error, isFetching } = useWhatIfAnswer(address, { draft, revision });
  // Asked apart, so that a link to a change that is refused still shows what it would change.
  const base = useWhatIfAnswer(address, { draft: draft && EMPTY_DRAFT, revision: String(generation) });
  const groups = draft === null ? [] : (data?.whatIf.groups ?? []);
  const marked = groups.find(({ change, action }) => `${change}.${action}` === whatifNodes);
  const change = (next: WhatIfDraft) => {
    const text = draftText(next);
    setLong(text === null ? next : null);
    setRead({ text: text ?? '{}', draft: text === null ? EMPTY_DRAFT : next });
    void setParams({ whatif: text ?? '{}' });
  };
  return {
    draft,
    answer: data,
    inForce: base.data?.template.spec,
    error: error ?? base.error,
    asking: isFetching,
    change,
    open: () => void setParams({ whatif: '{}', whatifNodes: null }, { history: 'push' }),
    close: () => {
      setLong(null);
      void setParams({ whatif: null, whatifNodes: null });
    },
    marked: whatifNodes,
    mark: (group: string | null) => void setParams({ whatifNodes: group }),
    /** The Nodes of the marked group, or null. */
    only: marked?.nodes ?? null,
  };
}
