'use client';
import { useLayoutEffect, useRef } from 'react';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { type CellLook, cellLook } from './appearance.ts';
import { paintCell } from './paint-cell.ts';
import { usePalette } from './use-palette.ts';

interface CellIconProps {
  readonly state: NodeRolloutState;
  readonly size?: number;
  readonly look?: Partial<CellLook>;
}

/** One cell as the grid draws it, beside a word that says the same; hidden from screen readers for that reason. */
export function CellIcon({ state, size = 12, look }: CellIconProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const stale = look?.stale;
  const trouble = look?.trouble;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !palette || !canvas.current) return;
    const scale = window.devicePixelRatio || 1;
    canvas.current.width = Math.round(size * scale);
    canvas.current.height = Math.round(size * scale);
    context.scale(scale, scale);
    const base = cellLook(state, 0, 0);
    paintCell(context, { x: 0, y: 0, size }, { ...base, stale: stale ?? base.stale, trouble: trouble ?? base.trouble }, palette);
  }, [palette, state, size, stale, trouble]);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus
    <canvas
      ref={canvas}
      aria-hidden="true"
      width={size}
      height={size}
      className="shrink-0"
      style={{ width: size, height: size }}
    />
  );
}
