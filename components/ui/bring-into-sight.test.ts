// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { bringIntoSight } from './bring-into-sight.ts';

function scrolled({ top, frame }: { readonly top: number; readonly frame: number }): unknown[] {
  const outside = document.createElement('aside');
  const element = outside.appendChild(document.createElement('section'));
  vi.spyOn(outside, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, frame, 300, 500));
  vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 300, 900));
  element.scrollIntoView = vi.fn();
  bringIntoSight(element);
  return vi.mocked(element.scrollIntoView).mock.calls;
}

it('[SIGHT-1] what begins in sight stays where it is', () => {
  expect(scrolled({ top: 240, frame: 240 })).toEqual([]);
  expect(scrolled({ top: window.innerHeight - 200, frame: 240 })).toEqual([]);
});

it('[SIGHT-2] what opens below the window is scrolled to', () => {
  expect(scrolled({ top: window.innerHeight + 10, frame: window.innerHeight })).toHaveLength(1);
  expect(scrolled({ top: window.innerHeight - 20, frame: window.innerHeight - 20 })).toHaveLength(1);
});

it('[SIGHT-3] what begins above its scrolled frame, or above the window, is scrolled to', () => {
  expect(scrolled({ top: 100, frame: 240 })).toHaveLength(1);
  expect(scrolled({ top: -300, frame: -300 })).toHaveLength(1);
});
