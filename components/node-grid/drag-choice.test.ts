// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { startDragChoice } from './drag-choice.ts';

function ground() {
  const store = { preview: vi.fn() };
  const choose = vi.fn();
  const frame = document.createElement('div');
  const on = {
    scroller: document.createElement('div'),
    frame,
    selection: { store, choose } as never,
    pointOf: (client: { x: number; y: number }) => client,
    slotsIn: ({ width }: { width: number }) => Array.from({ length: Math.floor(width / 10) }, (_, slot) => slot),
  };
  return { on, store, choose, frame };
}

it('[SELECT-16] a pointer that hardly moves has clicked; one that moves draws a rectangle and chooses what it covers', () => {
  const { on, store, choose, frame } = ground();
  const click = startDragChoice(() => on, { x: 10, y: 10 }, { kept: [], onDrag: () => undefined });
  click.move({ x: 13, y: 12 });
  expect(click.end()).toBe(false);
  expect(store.preview).not.toHaveBeenCalled();

  const drag = startDragChoice(() => on, { x: 10, y: 10 }, { kept: [7], onDrag: () => undefined });
  drag.move({ x: 32, y: 40 });
  expect(store.preview).toHaveBeenLastCalledWith([7, 0, 1]);
  expect(frame.style.display).toBe('block');
  expect(drag.end()).toBe(true);
  expect(choose).toHaveBeenCalledExactlyOnceWith([7, 0, 1]);
  expect(frame.style.display).toBe('none');
  expect(store.preview).toHaveBeenLastCalledWith(null);
});

it('[SELECT-17] Escape ends the rectangle, nothing is chosen, and no one else hears the key', () => {
  const { on, store, choose } = ground();
  const heard = vi.fn();
  document.addEventListener('keydown', heard);
  const drag = startDragChoice(() => on, { x: 0, y: 0 }, { kept: [], onDrag: () => undefined });
  drag.move({ x: 50, y: 50 });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  drag.move({ x: 90, y: 90 });
  expect(drag.end()).toBe(true);
  document.removeEventListener('keydown', heard);
  expect(choose).not.toHaveBeenCalled();
  expect(heard).not.toHaveBeenCalled();
  expect(store.preview).toHaveBeenLastCalledWith(null);
});
