'use client';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { cellLook } from '#components/node-cell/appearance.ts';
import { paintCell } from '#components/node-cell/paint-cell.ts';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { ATTENTION_ORDER } from '#lib/rollout/node-rollout-state.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { stripDots } from './strip-dots.ts';

const ROWS = 3;
const DOT = 6;
const PITCH = 8;
const HEIGHT = ROWS * PITCH - 2;

/** Every Node of the cluster as one dot of its state, attention first. */
export function StateStrip({ states }: { readonly states: Summary['states'] }) {
  const t = useTranslations();
  const wording = useWording();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !palette || width === 0) return;
    const scale = window.devicePixelRatio || 1;
    element.width = Math.round(width * scale);
    element.height = Math.round(HEIGHT * scale);
    context.scale(scale, scale);
    const columns = Math.floor((width + 2) / PITCH);
    stripDots(states, columns * ROWS).forEach((state, index) => {
      const box = { x: Math.floor(index / ROWS) * PITCH, y: (index % ROWS) * PITCH, size: DOT };
      paintCell(context, box, cellLook(state, 0, 0), palette);
    });
  }, [states, palette, width]);
  const words = ATTENTION_ORDER.filter((state) => states[state] > 0)
    .map((state) => t('progress.part', { count: states[state], state: wording.state(state) }))
    .join(', ');
  return <canvas ref={canvas} role="img" aria-label={words} title={words} className="block w-full" style={{ height: HEIGHT }} />;
}
