'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';

/** Enough to look through; the whole list is what the copy button gives. */
const NAMES_SHOWN = 200;

interface SelectedNamesProps {
  readonly live: LiveDaemonSet;
  readonly slots: readonly number[];
  readonly onOpen: (node: string) => void;
}

/** The chosen Nodes by name; a click opens one, and closing it comes back here. */
export function SelectedNames({ live, slots, onOpen }: SelectedNamesProps) {
  const t = useTranslations();
  const more = slots.length - NAMES_SHOWN;
  return (
    <section className="px-3.5 py-2.5 text-xs">
      <h3 className="mb-1 font-semibold text-mute">{t('grid.title')}</h3>
      <ul className="max-h-72 overflow-y-auto">
        {slots.slice(0, NAMES_SHOWN).map((slot) => (
          <li key={slot}>
            <button
              type="button"
              className="flex min-h-6 w-full min-w-0 items-center gap-2 rounded px-1 text-left font-mono hover:bg-hover"
              onClick={() => onOpen(live.name(slot))}
            >
              <CellIcon state={NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? 'ineligible'} size={11} />
              <MiddleText text={live.name(slot)} />
            </button>
          </li>
        ))}
        {more > 0 && <li className="px-1 text-mute">{t('selection.more', { count: more })}</li>}
      </ul>
    </section>
  );
}
