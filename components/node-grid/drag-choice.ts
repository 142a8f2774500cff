import { areaBetween } from './cells-in.ts';
import type { Box } from './layout.ts';
import type { Selection } from './use-selection.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The grid as a drag needs it; asked for anew at each step, since Nodes come and go meanwhile. */
export interface DragGround {
  readonly scroller: HTMLElement;
  /** Shows the rectangle. */
  readonly frame: HTMLElement;
  readonly selection: Pick<Selection, 'store' | 'choose'>;
  /** From window to grid coordinates. */
  pointOf(client: Point): Point;
  slotsIn(area: Box): readonly number[];
}

/** A rectangle that is being drawn. */
export interface DragChoice {
  move(client: Point): void;
  /** Chooses what the rectangle covers; false when the pointer has not left its place, so that a click stays a click. */
  end(): boolean;
  cancel(): void;
}

/** A pointer that moves less than this has clicked. */
const THRESHOLD = 5;
/** So near the edge the grid scrolls. */
const EDGE = 24;
const FASTEST = 18;

/** Starts at a pressed button; `kept` stays chosen whatever the rectangle covers. Escape gives back what was chosen before. */
export function startDragChoice(
  ground: () => DragGround | null,
  first: Point,
  options: { readonly kept: readonly number[]; readonly onDrag: () => void },
): DragChoice {
  const start = ground()?.pointOf(first);
  let last = first;
  let state: 'pressed' | 'dragging' | 'cancelled' = 'pressed';
  let frame = 0;

  const covered = (on: DragGround) => [...options.kept, ...on.slotsIn(areaBetween(start ?? first, on.pointOf(last)))];
  const draw = () => {
    const on = ground();
    if (!on) return;
    showFrame(on.frame, areaBetween(start ?? first, on.pointOf(last)));
    on.selection.store.preview(covered(on));
  };
  const follow = () => {
    const on = ground();
    if (on && scrollAtEdge(on.scroller, last.y)) draw();
    frame = requestAnimationFrame(follow);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    document.removeEventListener('keydown', onKey, true);
    const on = ground();
    if (!on || state === 'pressed') return;
    on.frame.style.display = 'none';
    on.selection.store.preview(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    state = 'cancelled';
  };

  return {
    move(client) {
      if (state === 'cancelled') return;
      if (state === 'pressed' && Math.hypot(client.x - first.x, client.y - first.y) < THRESHOLD) return;
      last = client;
      if (state === 'pressed') {
        state = 'dragging';
        document.addEventListener('keydown', onKey, true);
        frame = requestAnimationFrame(follow);
        options.onDrag();
      }
      draw();
    },
    end() {
      const on = ground();
      stop();
      if (state === 'dragging' && on) on.selection.choose(covered(on));
      return state !== 'pressed';
    },
    cancel: stop,
  };
}

function showFrame({ style }: HTMLElement, { x, y, width, height }: Box): void {
  Object.assign(style, { display: 'block', left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

function scrollAtEdge(scroller: HTMLElement, y: number): boolean {
  const { top, bottom } = scroller.getBoundingClientRect();
  const beyond = y < top + EDGE ? y - top - EDGE : y > bottom - EDGE ? y - bottom + EDGE : 0;
  const before = scroller.scrollTop;
  scroller.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, beyond));
  return scroller.scrollTop !== before;
}
