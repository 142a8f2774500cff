'use client';
import { type KeyboardEvent, lazy, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { Colouring } from './colouring.ts';
import { GridCells } from './grid-cells.tsx';
import { GridHeadings } from './grid-headings.tsx';
import { cellBox, type Zoom } from './layout.ts';
import { isMoveKey, moveInGrid } from './move.ts';
import { nodeKeys } from './node-keys.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeView } from './node-view.ts';
import { useNodeWords } from './node-words.ts';
import { reveal } from './reveal.ts';
import { RING_ROOM } from './selection-painter.ts';
import { useCanvasPainter } from './use-canvas-painter.ts';
import type { Folds } from './use-folds.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useGridScene } from './use-grid-scene.ts';
import { useGridZoom } from './use-grid-zoom.ts';
import type { ChooseRun, Selection } from './use-selection.ts';
import { useSelectionOverlay } from './use-selection-overlay.ts';
import { useTones } from './use-tones.ts';
import { viewKeys } from './view-keys.ts';

const HoverCard = lazy(() => import('./hover-card.tsx'));
const Minimap = lazy(() => import('./minimap.tsx'));

/** What stands outside the grid and works on it. */
export interface GridControls {
  readonly zoomBy: (by: 1 | -1) => void;
}

interface NodeGridProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  /** The order before folding. */
  readonly order: NodeOrder;
  readonly folds: Folds;
  readonly view: NodeView;
  readonly colouring: Colouring;
  readonly zoom: Zoom;
  /** Null is what fits. */
  readonly onZoom: (zoom: Zoom | null) => void;
  readonly controls: RefObject<GridControls | null>;
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
  const { live, version, folds, view, colouring, zoom, onZoom, controls, opened, selection, onChooseRun, onHold } = props;
  const order = folds.shown;
  const t = useTranslations();
  const words = useNodeWords(live);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [activeNode, setActiveNode] = useState<string | null>(null);
  const toneOf = useTones(live, colouring);
  const grid = useGridScene({ scroller, live, order, zoom, search: view.search, words, toneOf });
  const { room, layout, pane, scene } = grid;
  const zoomBy = useGridZoom({ scroller, content, layout, order, onZoom });
  useImperativeHandle(controls, () => ({ zoomBy }), [zoomBy]);
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
    nameOf: (slot) => live.name(slot),
    onActive: (slot) => setActiveNode(live.name(slot)),
    onHold,
  });
  const onViewKey = viewKeys({
    layout,
    folds,
    active,
    zoomBy,
    onFit: () => onZoom(null),
    onActive: (slot) => setActiveNode(live.name(slot)),
  });
  const onNodeKey = nodeKeys({
    order,
    selection,
    active,
    isOpen: opened !== null,
    nameOf: (slot) => live.name(slot),
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
      onKeyDown={(event) => onViewKey(event) || onNodeKey(event)}
      {...handlers}
    >
      {scene && grid.map && room && (
        <div className="sticky top-0 z-3 h-0">
          <LazyPart>
            <Minimap scene={scene} map={grid.map} viewHeight={room.height} scroller={scroller} />
          </LazyPart>
        </div>
      )}
      {layout && (
        <div ref={content} className="relative" style={{ height: layout.height }}>
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
            className="pointer-events-none absolute"
            style={{
              left: -RING_ROOM,
              top: pane.top - RING_ROOM,
              width: layout.width + 2 * RING_ROOM,
              height: pane.height + 2 * RING_ROOM,
            }}
          />
          {order.groupedBy.length > 0 && (
            <GridHeadings
              live={live}
              version={version}
              order={props.order}
              shown={order}
              layout={layout}
              top={pane.top}
              height={pane.height}
              onChoose={onChooseRun}
              onFold={folds.toggle}
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
      {hover && (
        <LazyPart>
          <HoverCard live={live} version={version} slot={hover.slot} x={hover.x} y={hover.y} />
        </LazyPart>
      )}
    </div>
  );
}
