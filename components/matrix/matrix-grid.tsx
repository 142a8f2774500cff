'use client';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePalette } from '#components/node-cell/use-palette.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { ColumnHeadings, headingsHeight } from './column-headings.tsx';
import { HoverCard } from './hover-card.tsx';
import { type CellAddress, cellAt, layoutMatrix, type MatrixZoom } from './matrix-layout.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { MatrixView } from './matrix-view.ts';
import { moveInMatrix } from './move.ts';
import { Overview } from './overview.tsx';
import type { MatrixScene } from './painter.ts';
import { placeId } from './place-id.ts';
import { reveal } from './reveal.ts';
import { RowHeadings } from './row-headings.tsx';
import { useMatrixPainter } from './use-matrix-painter.ts';
import { useMatrixWords } from './use-matrix-words.ts';
import { usePane, useScrollerRoom } from './use-pane.ts';
import { usePlace } from './use-place.ts';

interface MatrixGridProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  readonly version: number;
  readonly order: MatrixOrder;
  readonly view: MatrixView;
  readonly zoom: MatrixZoom;
  /** Called when pointer or keyboard enter and leave: the order is held while they are inside. */
  readonly onHold: (held: boolean) => void;
}

interface Hover extends CellAddress {
  readonly x: number;
  readonly y: number;
}

/** Width of the row headings: a third of a narrow window, at most this. */
const WIDEST_HEADING = 260;
const PADDING = 12;

/** Every DaemonSet on every Node: one canvas, one tab stop, the same cells as in the grid of each DaemonSet. */
export function MatrixGrid({ cluster, live, version, order, view, zoom, onHold }: MatrixGridProps) {
  const t = useTranslations();
  const { active, setActive, open } = usePlace(cluster, live, order);
  const words = useMatrixWords(live);
  const palette = usePalette();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useScrollerRoom(scroller);
  const [hover, setHover] = useState<Hover | null>(null);

  const headWidth = Math.min(WIDEST_HEADING, Math.floor((room?.width ?? 0) * 0.36));
  const layout = useMemo(
    () =>
      room &&
      layoutMatrix({
        width: room.width - headWidth - 2 * PADDING,
        rows: order.rows.length,
        counts: order.groups.map(({ count }) => count),
        zoom,
      }),
    [room, headWidth, order, zoom],
  );
  const pane = usePane(scroller, layout, room);
  const { left = 0, top = 0, width = 0, height = 0 } = pane ?? {};
  const scene = useMemo<MatrixScene | null>(
    () => (layout && palette && width > 0 ? { live, order, layout, palette, pane: { left, top, width, height } } : null),
    [live, order, layout, palette, left, top, width, height],
  );
  useMatrixPainter(canvas, scene);

  const hit = (event: MouseEvent) => {
    const bounds = canvas.current?.getBoundingClientRect();
    if (!layout || !bounds || event.target !== canvas.current) return null;
    return cellAt(layout, event.clientX - bounds.left + left, event.clientY - bounds.top + top);
  };
  const headHeight = layout ? headingsHeight(layout, view.group) : 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!layout || !room || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(active, event.ctrlKey || event.metaKey);
      return;
    }
    const next = moveInMatrix(active, {
      key: event.key,
      far: event.ctrlKey || event.metaKey,
      rows: order.rows.length,
      columns: order.slots.length,
      pageRows: Math.max(1, Math.floor((room.height - headHeight) / layout.rowPitch) - 1),
    });
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    reveal(scroller.current, layout, next, { headWidth, headHeight });
  };

  const hoveredRow = hover && order.rows[hover.row];
  const hoveredSlot = hover ? order.slots[hover.column] : undefined;
  const shared = { cluster, live, version, order, words, active };
  return (
    <>
      {layout && pane && palette && (
        <Overview
          live={live}
          version={version}
          order={order}
          layout={layout}
          palette={palette}
          scroller={scroller}
          inset={headWidth}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot hold a canvas of cells */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('matrix.label', { daemonSets: order.rows.length, nodes: order.slots.length })}
        aria-rowcount={order.rows.length + 1}
        aria-colcount={order.slots.length + 1}
        aria-activedescendant={placeId(order, active)}
        className="group/matrix min-h-40 overflow-auto outline-none"
        onKeyDown={onKeyDown}
        onFocus={() => onHold(true)}
        onBlur={() => onHold(false)}
        onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
        onPointerMove={(event) => {
          const cell = event.pointerType === 'mouse' ? hit(event) : null;
          setHover(cell && { ...cell, x: event.clientX, y: event.clientY });
        }}
        onPointerLeave={() => {
          setHover(null);
          if (document.activeElement !== scroller.current) onHold(false);
        }}
        onScroll={() => setHover(null)}
        onClick={(event) => {
          const cell = hit(event);
          if (cell === null) return;
          setActive(cell);
          open(cell, event.ctrlKey || event.metaKey);
        }}
      >
        {layout && pane && (
          <div
            className="grid"
            style={{
              width: headWidth + layout.width + 2 * PADDING,
              gridTemplateColumns: `${headWidth}px 1fr`,
              gridTemplateRows: `${headHeight}px auto`,
            }}
          >
            {/* biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
            <div role="row" aria-rowindex={1} className="contents">
              {/* biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop */}
              <div
                role="columnheader"
                aria-colindex={1}
                className="sticky top-0 left-0 z-4 flex items-end bg-panel pb-1 pl-3 text-2xs text-faint"
              >
                DaemonSet
              </div>
              <div role="presentation" className="sticky top-0 z-3 bg-panel">
                <div role="presentation" className="relative h-full">
                  <ColumnHeadings
                    {...shared}
                    layout={layout}
                    group={view.group}
                    pane={pane}
                    hovered={hover?.column ?? -1}
                    inset={headWidth}
                  />
                </div>
              </div>
            </div>
            <div
              aria-hidden="true"
              className="sticky left-0 z-1 col-start-1 row-start-2 bg-panel"
              style={{ height: layout.height + PADDING }}
            />
            <div className="relative col-start-2 row-start-2" style={{ height: layout.height + PADDING }}>
              {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus */}
              <canvas ref={canvas} aria-hidden="true" className="absolute cursor-pointer" style={{ left, top, width, height }} />
            </div>
            <div className="pointer-events-none relative z-2 col-span-2 col-start-1 row-start-2">
              <RowHeadings {...shared} layout={layout} pane={pane} hovered={hover?.row ?? -1} width={headWidth} />
            </div>
          </div>
        )}
      </div>
      {hover && hoveredRow && hoveredSlot !== undefined && (
        <HoverCard live={live} version={version} words={words} row={hoveredRow} slot={hoveredSlot} x={hover.x} y={hover.y} />
      )}
    </>
  );
}
