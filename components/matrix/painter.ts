import { type CellLook, cellLook } from '#components/node-cell/appearance.ts';
import { paintCell } from '#components/node-cell/paint-cell.ts';
import type { Palette } from '#components/node-cell/palette.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { cellMarks, cellState } from '#lib/feed/matrix.ts';
import { columnLeft, columnsWithin, type MatrixLayout, rowsWithin } from './matrix-layout.ts';
import type { MatrixOrder } from './matrix-order.ts';

/** The part of the matrix that the canvas covers, in pixels from the first cell's corner. */
export interface Pane {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Everything that one picture of the matrix depends on. */
export interface MatrixScene {
  readonly live: LiveMatrix;
  readonly order: MatrixOrder;
  readonly layout: MatrixLayout;
  readonly palette: Palette;
  readonly pane: Pane;
}

/** Draws the matrix into one canvas: all that the pane covers, or only some cells of it. */
export interface MatrixPainter {
  paintAll(scene: MatrixScene): void;
  /** `cells` holds row numbers and slots in turn. */
  paintCells(scene: MatrixScene, cells: readonly number[]): void;
}

/** Makes a painter for a canvas. */
export function createMatrixPainter(canvas: HTMLCanvasElement): MatrixPainter {
  const context = canvas.getContext('2d');
  let sheet: { readonly key: string; readonly draw: DrawCell } | null = null;
  const drawerFor = ({ layout, palette }: MatrixScene, scale: number): DrawCell => {
    const key = `${layout.cellWidth}@${scale}:${Object.values(palette).join()}`;
    if (sheet?.key !== key) sheet = { key, draw: createDrawer(layout, scale, palette) };
    return sheet.draw;
  };
  return {
    paintAll(scene) {
      if (!context) return;
      const { pane, layout, order } = scene;
      const scale = window.devicePixelRatio || 1;
      canvas.width = Math.round(pane.width * scale);
      canvas.height = Math.round(pane.height * scale);
      context.setTransform(scale, 0, 0, scale, -pane.left * scale, -pane.top * scale);
      const draw = drawerFor(scene, scale);
      const { from, to } = rowsWithin(layout, pane.top, pane.top + pane.height);
      for (const run of columnsWithin(layout, pane.left, pane.left + pane.width)) {
        for (let row = from; row < to; row += 1) {
          const number = order.rows[row]?.row ?? -1;
          for (let column = run.from; column < run.to; column += 1) {
            const slot = order.slots[column] ?? 0;
            draw(
              context,
              run.x + (column - run.from) * layout.columnPitch,
              row * layout.rowPitch,
              lookOf(scene.live, number, slot),
            );
          }
        }
      }
    },
    paintCells(scene, cells) {
      if (!context) return;
      const { pane, layout, order } = scene;
      const draw = drawerFor(scene, window.devicePixelRatio || 1);
      for (let at = 0; at < cells.length; at += 2) {
        const number = cells[at] ?? -1;
        const slot = cells[at + 1] ?? -1;
        const row = order.rowPositions.get(number);
        const column = order.positions[slot] ?? -1;
        if (row === undefined || column < 0) continue;
        const x = columnLeft(layout, column);
        const y = row * layout.rowPitch;
        if (x + layout.cellWidth < pane.left || x > pane.left + pane.width) continue;
        if (y + layout.cellHeight < pane.top || y > pane.top + pane.height) continue;
        context.clearRect(x - 1, y - 1, layout.cellWidth + 2, layout.cellHeight + 2);
        draw(context, x, y, lookOf(scene.live, number, slot));
      }
    },
  };
}

/** How a cell looks: the same as in the grid of its DaemonSet. */
export function lookOf(live: LiveMatrix, row: number, slot: number): CellLook {
  const cell = live.cell(row, slot);
  return cellLook(cellState(cell), cellMarks(cell), live.nodes.trouble[slot] ?? 0);
}

type DrawCell = (context: CanvasRenderingContext2D, x: number, y: number, look: CellLook) => void;

/** Each look is painted once, then copied. Narrow cells are stretched to the height of their row. */
function createDrawer({ cellWidth, cellHeight }: MatrixLayout, scale: number, palette: Palette): DrawCell {
  const sprites = new Map<string, HTMLCanvasElement>();
  // The corner's cut and outlines reach half a pixel over the edge.
  const margin = cellWidth > 5 ? 1 : 0;
  const make = (look: CellLook) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil((cellWidth + 2 * margin) * scale);
    canvas.height = Math.ceil((cellHeight + 2 * margin) * scale);
    const context = canvas.getContext('2d');
    context?.setTransform(scale, 0, 0, (scale * cellHeight) / cellWidth, margin * scale, margin * scale);
    if (context) paintCell(context, { x: 0, y: 0, size: cellWidth }, look, palette);
    return canvas;
  };
  return (context, x, y, look) => {
    const key = `${look.state}${look.stale ? 's' : ''}${look.trouble}`;
    let sprite = sprites.get(key);
    if (!sprite) {
      sprite = make(look);
      sprites.set(key, sprite);
    }
    context.drawImage(sprite, x - margin, y - margin, sprite.width / scale, sprite.height / scale);
  };
}
