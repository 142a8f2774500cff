'use client';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { useRoom } from './use-room.ts';
import { useWallUnit } from './use-wall-unit.ts';
import { startWallPainter } from './wall-painter.ts';

/** Every Node of one DaemonSet in the room that is left; numbers and words beside it say the same to those who cannot see it. */
export function WallGrid({ live }: { readonly live: LiveDaemonSet }) {
  const t = useTranslations();
  const wording = useWording();
  const palette = usePalette();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(place);
  const unit = useWallUnit();
  useEffect(() => {
    if (!canvas.current || !palette || !room) return;
    const describe = (slot: number) =>
      visibleText(live.text(live.reason[slot] ?? 0)) || wording.state(NODE_ROLLOUT_STATES[live.state[slot] ?? 0] ?? 'ineligible');
    return startWallPainter(canvas.current, {
      live,
      palette,
      ...room,
      unit,
      describe,
    });
  }, [live, palette, room, unit, wording]);
  return (
    <div ref={place} className="relative min-h-0 grow overflow-hidden">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('wall.grid', { count: live.nodeCount })}
        className="absolute inset-0"
        style={room ? { width: room.width, height: room.height } : undefined}
      />
    </div>
  );
}
