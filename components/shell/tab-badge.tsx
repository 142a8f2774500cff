'use client';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Phase } from '#lib/rollout/summary.ts';

interface TabBadgeProps {
  readonly name: string;
  readonly phase: Phase;
  readonly percent: number;
  readonly stale: boolean;
}

const SIZE = 32;

/** Carries phase and percent into the tab's title and icon, so that a hidden tab still tells. */
export function TabBadge({ name, phase, percent, stale }: TabBadgeProps) {
  const t = useTranslations();
  const wording = useWording();
  const palette = usePalette();
  const appearance = PHASE_APPEARANCE[phase];
  const state = stale
    ? t('tab.stale')
    : phase === 'complete'
      ? wording.phase(phase)
      : t('tab.progress', { percent, phase: wording.phase(phase) });
  const glyph = stale ? '?' : appearance.glyph;
  const colour = palette?.[stale ? 'mute' : STATE_APPEARANCE[appearance.cell].fill];
  const track = palette?.off;
  useEffect(() => {
    document.title = `${glyph} ${name} · ${state}`;
  }, [glyph, name, state]);
  useEffect(() => {
    if (!colour || !track) return;
    setIcon(drawIcon(stale ? 0 : percent, colour, track));
    return () => setIcon('/icon.svg');
  }, [percent, stale, colour, track]);
  return null;
}

function drawIcon(percent: number, colour: string, track: string): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const ring = (part: number, stroke: string) => {
    context.beginPath();
    context.arc(SIZE / 2, SIZE / 2, 11, -Math.PI / 2, -Math.PI / 2 + part * 2 * Math.PI);
    context.lineWidth = 8;
    context.strokeStyle = stroke;
    context.stroke();
  };
  ring(1, track);
  ring(percent / 100, colour);
  return canvas.toDataURL('image/png');
}

function setIcon(href: string | null): void {
  if (!href) return;
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = href;
}
