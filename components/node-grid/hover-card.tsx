'use client';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { stateOf } from './scene.ts';

interface HoverCardProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly slot: number;
  /** Where the pointer is, in the window. */
  readonly x: number;
  readonly y: number;
}

const CARD_WIDTH = 250;
const CARD_HEIGHT = 130;

/** What the cell under the pointer says, beside the pointer; only for the eye, the cell carries the same words. */
export default function HoverCard({ live, slot, x, y }: HoverCardProps) {
  const t = useTranslations();
  const wording = useWording();
  if (!live.present[slot]) return null;
  const state = stateOf(live, slot);
  const reason = visibleText(live.text(live.reason[slot] ?? 0));
  const place = [live.zone, live.pool, live.role, live.instanceType]
    .map((column) => visibleText(live.text(column[slot] ?? 0)))
    .filter(Boolean);
  const left = Math.min(x + 14, window.innerWidth - CARD_WIDTH - 8);
  const top = y + 18 + CARD_HEIGHT > window.innerHeight ? y - CARD_HEIGHT + 8 : y + 18;
  const created = live.podCreatedAt[slot] ?? 0;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-20 flex flex-col gap-0.5 rounded-lg border border-line-strong bg-raised px-3 py-2 text-xs shadow-lg"
      style={{ left, top, width: CARD_WIDTH }}
    >
      <span className="truncate font-mono font-semibold">{visibleText(live.name(slot))}</span>
      <span className={`flex items-center gap-1.5 font-medium ${STATE_APPEARANCE[state].text}`}>
        <CellIcon state={state} size={12} />
        {wording.state(state)}
        {reason && <span className="truncate">· {reason}</span>}
      </span>
      {(live.revision[slot] ?? 0) > 0 && (
        <span className="text-mute">
          {t('node.revision', { revision: live.revision[slot] ?? 0 })}
          {(live.marks[slot] ?? 0) & MARK.stale ? ` · ${t('node.stalePod')}` : ''}
          {created > 0 && (
            <>
              {' · '}
              <AgeText at={created} />
            </>
          )}
          {(live.restarts[slot] ?? 0) > 0 && ` · ${t('node.restarts', { count: live.restarts[slot] ?? 0 })}`}
          {(live.marks[slot] ?? 0) & MARK.terminating ? ` · ${t('node.terminating')}` : ''}
        </span>
      )}
      {place.length > 0 && <span className="truncate text-mute">{place.join(' · ')}</span>}
      {(live.trouble[slot] ?? 0) > 0 && (
        <span className="text-failing-text">{wording.troubles(live.trouble[slot] ?? 0).join(', ')}</span>
      )}
    </div>
  );
}
