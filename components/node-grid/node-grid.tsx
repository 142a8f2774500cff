'use client';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { sharedDomain } from '#components/ui/short-names.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { GridCells } from './grid-cells.tsx';
import { GridHeadings } from './grid-headings.tsx';
import { HoverCard } from './hover-card.tsx';
import { cellBox, layoutGrid, positionAt, type Zoom } from './layout.ts';
import { MOVE_KEYS, type MoveKey, moveInGrid } from './move.ts';
import { searchMatcher } from './node-filter.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeView } from './node-view.ts';
import { useNodeWords } from './node-words.ts';
import type { GridScene } from './painter.ts';
import { useCanvasPainter } from './use-canvas-painter.ts';
import { useCanvasWindow } from './use-canvas-window.ts';
import { useRoom } from './use-room.ts';

interface NodeGridProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly order: NodeOrder;
  readonly view: NodeView;
  readonly zoom: Zoom;
  readonly selected: string | null;
  readonly onSelect: (node: string | null) => void;
  /** Called when the pointer enters and leaves: the order is held while it is inside. */
  readonly onHold: (held: boolean) => void;
}

/** Every Node at once: one canvas, one tab stop, the same cells as everywhere. */
export function NodeGrid({ live, version, order, view, zoom, selected, onSelect, onHold }: NodeGridProps) {
  const t = useTranslations();
  const words = useNodeWords(live);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(scroller);
  const palette = usePalette();
  const [activeNode, setActiveNode] = useState<string | null>(null);
  const [hover, setHover] = useState<{ slot: number; x: number; y: number } | null>(null);

  const headings = view.group !== 'none';
  const layout = useMemo(
    () => (room ? layoutGrid({ ...room, counts: order.groups.map((group) => group.count), headings, zoom }) : null),
    [room, order, headings, zoom],
  );
  const pane = useCanvasWindow(scroller, layout?.height ?? 0, room?.height ?? 0);
  const matches = useMemo(() => searchMatcher(live, view.search), [live, view.search]);
  const domain = useMemo(
    () => (layout?.kind === 'tile' ? sharedDomain(Array.from(order.slots, (slot) => live.name(slot))) : ''),
    [layout?.kind, order, live],
  );
  const scene = useMemo<GridScene | null>(
    () =>
      layout && palette
        ? { live, order, layout, palette, top: pane.top, height: pane.height, matches, describe: words.detail, domain }
        : null,
    [live, order, layout, palette, pane.top, pane.height, matches, words, domain],
  );
  useCanvasPainter(canvas, scene);

  const positionOf = (node: string | null) => (node === null ? -1 : (order.positions[live.slotOf(node) ?? -1] ?? -1));
  const active = Math.max(0, positionOf(activeNode ?? selected));
  const nodeAt = (position: number) => {
    const slot = order.slots[position];
    return slot === undefined ? null : live.name(slot);
  };

  const hit = (event: PointerEvent) => {
    const bounds = canvas.current?.getBoundingClientRect();
    if (!layout || !bounds) return -1;
    return positionAt(layout, event.clientX - bounds.left, event.clientY - bounds.top + pane.top);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!layout || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(nodeAt(active));
    } else if (isMoveKey(event.key)) {
      event.preventDefault();
      const pageRows = Math.max(1, Math.floor((room?.height ?? 0) / (layout.cellHeight + layout.gap)) - 1);
      const next = moveInGrid(layout, active, { key: event.key, far: event.ctrlKey || event.metaKey, pageRows });
      const node = nodeAt(next);
      setActiveNode(node);
      if (selected !== null && node !== null) onSelect(node);
      reveal(scroller.current, cellBox(layout, next)?.y ?? 0, layout.cellHeight);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold a canvas of cells
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('grid.label', { count: order.slots.length })}
      aria-rowcount={layout?.sections.reduce((sum, section) => sum + section.rows, 0) ?? 0}
      aria-colcount={layout?.columns ?? 0}
      aria-activedescendant={order.slots.length > 0 ? `cell-${order.slots[active]}` : undefined}
      className="group/grid relative overflow-x-hidden overflow-y-auto px-3 py-3 outline-none"
      onKeyDown={onKeyDown}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
      onPointerMove={(event) => {
        const slot = order.slots[hit(event)];
        setHover(slot === undefined || event.pointerType !== 'mouse' ? null : { slot, x: event.clientX, y: event.clientY });
      }}
      onPointerLeave={() => {
        setHover(null);
        onHold(false);
      }}
      onClick={(event) => {
        const node = nodeAt(hit(event as unknown as PointerEvent));
        if (node !== null) setActiveNode(node);
        onSelect(node);
      }}
    >
      {layout && (
        <div className="relative" style={{ height: layout.height }}>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus */}
          <canvas
            ref={canvas}
            aria-hidden="true"
            className="absolute left-0"
            style={{ top: pane.top, width: layout.width, height: pane.height }}
          />
          {headings && (
            <GridHeadings
              live={live}
              version={version}
              order={order}
              group={view.group}
              layout={layout}
              top={pane.top}
              height={pane.height}
            />
          )}
          <GridCells
            layout={layout}
            order={order}
            version={version}
            words={words}
            active={active}
            selected={positionOf(selected)}
          />
        </div>
      )}
      {hover && <HoverCard live={live} version={version} slot={hover.slot} x={hover.x} y={hover.y} />}
    </div>
  );
}

function isMoveKey(key: string): key is MoveKey {
  return (MOVE_KEYS as readonly string[]).includes(key);
}

function reveal(scroller: HTMLElement | null, y: number, height: number): void {
  if (!scroller) return;
  const margin = 30;
  if (y - margin < scroller.scrollTop) scroller.scrollTop = y - margin;
  else if (y + height + margin > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = y + height + margin - scroller.clientHeight;
}
