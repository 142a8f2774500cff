'use client';
import { Maximize2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { KEY_TABLE } from '#components/ui/key-table.ts';
import type { ShownView } from '#components/ui/use-view-keys.ts';

interface ViewTabsProps {
  readonly views: readonly ShownView[];
  /** What the first tab is called: the facts that the others stand in place of; null where there are none. */
  readonly facts: string | null;
  readonly shown: ShownView | null;
  readonly onShow: (view: ShownView | null) => void;
  /** Shows the same larger; absent where it is large already. */
  readonly onWiden?: (() => void) | undefined;
}

const KEYS = {
  yaml: KEY_TABLE.showYaml,
  describe: KEY_TABLE.showDescribe,
  logs: KEY_TABLE.showLogs,
  events: KEY_TABLE.showEvents,
} as const satisfies Record<ShownView, { readonly presses: readonly string[] }>;

/** What a panel can show, each with its key. */
export function ViewTabs({ views, facts, shown, onShow, onWiden }: ViewTabsProps) {
  const t = useTranslations();
  return (
    <div className="flex items-center gap-1 px-2">
      <fieldset aria-label={t('views.label')} className="flex min-w-0 flex-wrap gap-x-0.5">
        {facts !== null && <Tab word={facts} pressed={shown === null} onClick={() => onShow(null)} />}
        {views.map((view) => (
          <Tab
            key={view}
            word={t(`views.${view}`)}
            press={KEYS[view].presses[0]}
            pressed={shown === view}
            onClick={() => onShow(view)}
          />
        ))}
      </fieldset>
      {onWiden && shown !== null && (
        <button
          type="button"
          aria-label={t('views.widen')}
          title={t('views.widen')}
          className="ml-auto grid size-6 shrink-0 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
          onClick={onWiden}
        >
          <Maximize2 size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

interface TabProps {
  readonly word: string;
  readonly press?: string | undefined;
  readonly pressed: boolean;
  readonly onClick: () => void;
}

function Tab({ word, press, pressed, onClick }: TabProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={press}
      title={press ? `${word} (${press})` : word}
      className="min-h-7 border-b-2 border-transparent px-1.5 text-xs text-mute hover:text-ink aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-ink"
      onClick={onClick}
    >
      {word}
    </button>
  );
}
