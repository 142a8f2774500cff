'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useNodeLabelKeys } from '#lib/client/node-labels-query.ts';
import type { NodeLabelKey } from '#lib/feed/node-labels.ts';

interface LabelChoiceProps {
  readonly cluster: string;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** More groups than this are no groups. */
const MOST_VALUES = 5_000;

/** The label keys of the cluster's Nodes with their counts, to be searched and chosen from. */
export default function LabelChoice({ cluster, onChoose, onClose }: LabelChoiceProps) {
  const t = useTranslations();
  const [search, setSearch] = useState('');
  const { data, error } = useNodeLabelKeys(cluster);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = data?.labels.filter(({ key }) => words.every((word) => key.toLowerCase().includes(word)));
  const first = found?.find(isUsable);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <Modal title={t('gridView.labelTitle')} closeLabel={t('ui.close')} open onClose={onClose}>
      <div className="flex flex-col gap-3">
        <input
          ref={input}
          type="search"
          aria-label={t('gridView.labelSearch')}
          placeholder={t('gridView.labelSearch')}
          value={search}
          spellCheck={false}
          autoComplete="off"
          className="h-8 rounded-md border border-line bg-panel px-2 placeholder:text-faint"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && first) onChoose(first.key);
          }}
        />
        {error && <p role="alert">{error.message}</p>}
        {!found && !error && <Skeleton className="h-40 w-full" />}
        {found?.length === 0 && <p className="text-mute">{t('gridView.labelNone')}</p>}
        {found && found.length > 0 && (
          <ul className="flex flex-col">
            {found.map((label) => (
              <LabelRow key={label.key} label={label} onChoose={onChoose} />
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}

function isUsable({ values }: NodeLabelKey): boolean {
  return values <= MOST_VALUES;
}

function LabelRow({ label, onChoose }: { readonly label: NodeLabelKey; readonly onChoose: (key: string) => void }) {
  const t = useTranslations();
  const counts = useId();
  return (
    <li>
      <button
        type="button"
        disabled={!isUsable(label)}
        aria-describedby={counts}
        title={isUsable(label) ? undefined : t('gridView.labelTooMany', { most: MOST_VALUES })}
        className="flex w-full flex-wrap items-baseline justify-between gap-x-4 rounded-md px-2 py-1 text-left hover:bg-hover disabled:opacity-50"
        onClick={() => onChoose(label.key)}
      >
        <span className="min-w-0 max-w-full font-mono text-xs">
          <MiddleText text={label.key} />
        </span>
        <span id={counts} className="text-xs text-mute">
          {t('gridView.labelCounts', { nodes: label.nodes, values: label.values })}
        </span>
      </button>
    </li>
  );
}
