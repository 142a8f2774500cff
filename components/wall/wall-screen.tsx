'use client';
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { DeadMan } from './dead-man.tsx';
import { useDrift } from './use-drift.ts';
import { WallCurtain } from './wall-curtain.tsx';
import type { WallTruth } from './wall-truth.ts';

/** A hundredth of a wide screen's width, as wallUnit counts it. */
export const WALL_UNIT = { '--u': 'max(7px, min(1vw, 1.7778vh))' } as CSSProperties;

interface WallScreenProps {
  readonly place: RefObject<HTMLElement | null>;
  readonly truth: WallTruth;
  /** Nobody is beside the screen. */
  readonly idle: boolean;
  readonly banner?: ReactNode;
  readonly controls: ReactNode;
  readonly children: ReactNode;
}

/** The whole screen: without colour, and behind the words that say so, as soon as it may not be the present. */
export function WallScreen({ place, truth, idle, banner, controls, children }: WallScreenProps) {
  const drift = useDrift();
  const isPast = truth.state !== 'live';
  return (
    <main
      id="content"
      ref={place}
      data-wall={truth.state}
      className={`relative flex h-dvh flex-col overflow-hidden bg-panel ${idle ? 'cursor-none' : ''}`}
      style={WALL_UNIT}
    >
      {banner}
      <div
        data-wall-face=""
        className={`flex min-h-0 grow flex-col gap-[calc(1.3*var(--u))] px-[calc(2*var(--u))] pt-[calc(1.8*var(--u))] pb-[calc(1.2*var(--u))] ${isPast ? 'opacity-40 grayscale' : ''}`}
        style={{ transform: drift }}
      >
        {children}
      </div>
      {truth.state === 'live' && <DeadMan proof={truth.provenAt ?? ''} />}
      <WallCurtain truth={truth} />
      {controls}
    </main>
  );
}
