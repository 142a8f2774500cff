'use client';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { KeyCaps } from '#components/ui/key-caps.tsx';
import { FOCUS_KEYS, KEY_GROUPS, KEY_TABLE, type KeyGroup, type KeyId } from '#components/ui/key-table.ts';
import { useBoundKeys } from '#components/ui/use-key.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { ATTENTION_ORDER } from '#lib/rollout/node-rollout-state.ts';
import { PHASES } from '#lib/rollout/summary.ts';
import { LanguageChoice } from './language-choice.tsx';

/** Each word of the pages with its meaning, found by typing: states and marks as the grid draws them, phases, keys. */
export default function HelpContent() {
  const t = useTranslations();
  const [search, setSearch] = useState('');
  const parts = useHelpParts();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = parts
    .map(({ entries, ...part }) => ({
      ...part,
      entries: entries.filter(({ name, text }) => words.every((word) => `${name} ${text}`.toLowerCase().includes(word))),
    }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <input
        type="search"
        value={search}
        aria-label={t('help.search')}
        placeholder={t('help.search')}
        spellCheck={false}
        className="h-8 w-full rounded-md border border-line bg-panel px-2.5"
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.map(({ title, entries }) => (
        <section key={title} aria-label={title}>
          <h3 className="mt-4 mb-1.5 text-xs font-semibold text-mute">{title}</h3>
          <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(150px,auto)_minmax(0,1fr)]">
            {entries.map(({ name, look, text }) => (
              <div key={name} className="contents">
                <dt className="flex items-center gap-2 font-medium">{look}</dt>
                <dd className="wrap-anywhere text-mute">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {found.length === 0 && (
        <p role="status" className="mt-4 text-mute">
          {t('help.nothing')}
        </p>
      )}
      <div className="mt-5 border-t border-line pt-3">
        <LanguageChoice />
      </div>
    </>
  );
}

interface HelpEntry {
  /** What is searched and tells it from others. */
  readonly name: string;
  readonly look: ReactNode;
  readonly text: string;
}

interface HelpPart {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

function useHelpParts(): readonly HelpPart[] {
  const t = useTranslations();
  const wording = useWording();
  const marks = [
    { id: 'corner', look: { stale: true } },
    { id: 'dot', look: { trouble: 'broken' } },
    { id: 'bar', look: { trouble: 'cordoned' } },
  ] as const;
  return [
    {
      title: t('help.cells'),
      entries: [
        ...ATTENTION_ORDER.map((state) => ({
          name: wording.state(state),
          look: <Cell icon={<CellIcon state={state} size={20} />} name={wording.state(state)} />,
          text: t(`stateHelp.${state}`),
        })),
        ...marks.map(({ id, look }) => ({
          name: t(`help.${id}Name`),
          look: <Cell icon={<CellIcon state="available" size={20} look={look} />} name={t(`help.${id}Name`)} />,
          text: t(`help.${id}`),
        })),
      ],
    },
    {
      title: t('help.phases'),
      entries: PHASES.map((phase) => ({
        name: wording.phase(phase),
        look: <PhaseWord phase={phase} />,
        text: t(`phaseHelp.${phase}`),
      })),
    },
    ...useKeyParts(),
  ];
}

/** The keys from their table; those that do nothing on this page are said to belong to another. */
function useKeyParts(): readonly HelpPart[] {
  const t = useTranslations();
  const bound = useBoundKeys();
  const keys: readonly {
    readonly id: KeyId | keyof typeof FOCUS_KEYS;
    readonly group: KeyGroup;
    readonly presses: readonly string[];
  }[] = [
    ...(Object.keys(KEY_TABLE) as KeyId[]).map((id) => ({ id, ...KEY_TABLE[id] })),
    ...(Object.keys(FOCUS_KEYS) as (keyof typeof FOCUS_KEYS)[]).map((id) => ({ id, ...FOCUS_KEYS[id] })),
  ];
  return KEY_GROUPS.map((group) => ({
    title: t(`help.keyGroup.${group}`),
    entries: keys
      .filter((key) => key.group === group)
      .map(({ id, presses }) => {
        const elsewhere = id in KEY_TABLE && !bound.has(id as KeyId);
        const text = t(`help.key.${id}`);
        return {
          name: `${presses.join(' ')} ${id}`,
          look: <KeyCaps presses={presses} />,
          text: elsewhere ? `${text} (${t('help.elsewhere')})` : text,
        };
      }),
  }));
}

function Cell({ icon, name }: { readonly icon: ReactNode; readonly name: string }) {
  return (
    <>
      {icon}
      {name}
    </>
  );
}
