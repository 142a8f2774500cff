'use client';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { needsPerson, PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { percentDone } from '#components/node-cell/progress-parts.ts';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { PHASES, type Phase, type Summary } from '#lib/rollout/summary.ts';

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
  const state = stale
    ? t('tab.stale')
    : phase === 'complete'
      ? wording.phase(phase)
      : t('tab.progress', { percent, phase: wording.phase(phase) });
  const glyph = stale ? '?' : PHASE_APPEARANCE[phase].glyph;
  useTab(`${glyph} ${visibleText(name)} · ${state}`, { phase, percent, stale });
  return null;
}

interface FleetBadgeProps {
  /** What the page is called. */
  readonly title: string;
  readonly items: readonly Pick<Summary, 'phase' | 'desired' | 'states'>[];
  readonly stale: boolean;
}

/** The same for a page over several DaemonSets: how many of them need a person, and how far all of them are. */
export function FleetBadge({ title, items, stale }: FleetBadgeProps) {
  const t = useTranslations();
  const attention = items.filter(needsPerson).length;
  const phase = PHASES.find((each) => items.some((item) => item.phase === each)) ?? 'notObserved';
  const desired = items.reduce((sum, item) => sum + item.desired, 0);
  const available = items.reduce((sum, item) => sum + item.states.available, 0);
  const percent = percentDone({ desired, states: { available } });
  const counted = attention > 0 ? `(${attention}) ${title}` : title;
  useTab(stale ? `? ${title} · ${t('tab.stale')}` : counted, { phase, percent, stale });
  return null;
}

function useTab(title: string, { phase, percent, stale }: Omit<TabBadgeProps, 'name'>): void {
  const palette = usePalette();
  const colour = palette?.[stale ? 'mute' : STATE_APPEARANCE[PHASE_APPEARANCE[phase].cell].fill];
  const track = palette?.off;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (!colour || !track) return;
    setIcon(drawIcon(stale ? 0 : percent, colour, track));
    return () => setIcon('/icon.svg');
  }, [percent, stale, colour, track]);
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
