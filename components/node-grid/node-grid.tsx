'use client';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { sharedDomain } from '#components/ui/short-names.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { GridCells } from './grid-cells.tsx';
import { GridHeadings } from './grid-headings.tsx';
import { HoverCard } from './hover-card.tsx';
import { cellBox, layoutGrid, type Zoom } from './layout.ts';
import { isMoveKey, moveInGrid } from './move.ts';
import { searchMatcher } from './node-filter.ts';
import { nodeKeys } from './node-keys.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeView } from './node-view.ts';
import { useNodeWords } from './node-words.ts';
import type { GridScene } from './painter.ts';
import { useCanvasPainter } from './use-canvas-painter.ts';
import { useCanvasWindow } from './use-canvas-window.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useRoom } from './use-room.ts';
import type { ChooseRun, Selection } from './use-selection.ts';
import { useSelectionOverlay } from './use-selection-overlay.ts';

interface NodeGridProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly order: NodeOrder;
  readonly view: NodeView;
  readonly zoom: Zoom;
  /** The Node that is open beside the grid. */
  readonly opened: string | null;
  readonly selection: Selection;
  /** Chooses the Nodes under a heading, all or those with a stale Pod. */
  readonly onChooseRun: ChooseRun;
  /** Called when the pointer enters and leaves: the order is held while it is inside. */
  readonly onHold: (held: boolean) => void;
}

/** Every Node at once: one canvas, one tab stop, the same cells as everywhere. */
export function NodeGrid(props: NodeGridProps) {
  const { live, version, order, view, zoom, opened, selection, onChooseRun, onHold } = props;
  const t = useTranslations();
  const words = useNodeWords(live);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const palette = usePalette();
  const [activeNode, setActiveNode] = useState<string | null>(null);

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
  useSelectionOverlay(overlay, scene, selection.store);

  const positionOf = (node: string | null) => (node === null ? -1 : (order.positions[live.slotOf(node) ?? -1] ?? -1));
  const active = Math.max(0, positionOf(activeNode ?? opened));
  const { hover, handlers } = useGridPointer({
    scroller,
    canvas,
    top: pane.top,
    frame,
    layout,
    order,
    selection,
    activeSlot: order.slots[active] ?? -1,
    nameOf: live.name,
    onActive: (slot) => setActiveNode(live.name(slot)),
    onHold,
  });
  const onKeyDown = nodeKeys({
    order,
    selection,
    active,
    isOpen: opened !== null,
    nameOf: live.name,
    move: ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
      if (!layout || !isMoveKey(key)) return null;
      const pageRows = Math.max(1, Math.floor((room?.height ?? 0) / (layout.cellHeight + layout.gap)) - 1);
      return moveInGrid(layout, active, { key, far: ctrlKey || metaKey, pageRows });
    },
    onActive: (position) => {
      setActiveNode(live.name(order.slots[position] ?? -1));
      if (layout) reveal(scroller.current, cellBox(layout, position)?.y ?? 0, layout.cellHeight);
    },
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold a canvas of cells
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('grid.label', { count: order.slots.length })}
      aria-multiselectable="true"
      aria-rowcount={layout?.sections.reduce((sum, section) => sum + section.rows, 0) ?? 0}
      aria-colcount={layout?.columns ?? 0}
      aria-activedescendant={order.slots.length > 0 ? `cell-${order.slots[active]}` : undefined}
      className="group/grid relative overflow-x-hidden overflow-y-auto px-3 py-3 outline-none select-none"
      onKeyDown={onKeyDown}
      {...handlers}
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
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus */}
          <canvas
            ref={overlay}
            aria-hidden="true"
            className="pointer-events-none absolute left-0"
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
              onChoose={onChooseRun}
            />
          )}
          <GridCells
            layout={layout}
            order={order}
            version={version}
            words={words}
            active={active}
            opened={positionOf(opened)}
            store={selection.store}
          />
          <div
            ref={frame}
            aria-hidden="true"
            className="pointer-events-none absolute z-2 hidden rounded-xs border border-accent bg-accent/15"
          />
        </div>
      )}
      {hover && <HoverCard live={live} version={version} slot={hover.slot} x={hover.x} y={hover.y} />}
    </div>
  );
}

function reveal(scroller: HTMLElement | null, y: number, height: number): void {
  if (!scroller) return;
  const margin = 30;
  if (y - margin < scroller.scrollTop) scroller.scrollTop = y - margin;
  else if (y + height + margin > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = y + height + margin - scroller.clientHeight;
}
