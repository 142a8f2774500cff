'use client';
import { ChevronLeft, ChevronRight, Grid2x2, Maximize, Pause, Play, RectangleHorizontal } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { toggleFullscreen } from './use-wall-keys.ts';

interface WallControlsProps {
  readonly idle: boolean;
  readonly paused: boolean;
  readonly awake: boolean;
  readonly turns: boolean;
  readonly home: string;
  /** The address of the wall as tiles, or back. */
  readonly other: { readonly show: 'one' | 'all'; readonly href: string };
  readonly onStep: (by: number) => void;
  readonly onPause: () => void;
}

/** What a person beside the screen can do; gone some seconds after the pointer and the keys rest. */
export function WallControls({ idle, paused, awake, turns, home, other, onStep, onPause }: WallControlsProps) {
  const t = useTranslations();
  return (
    <nav
      aria-label={t('wall.controls')}
      data-idle={idle}
      className="absolute bottom-[calc(6*var(--u))] left-1/2 z-30 flex max-w-[94vw] -translate-x-1/2 flex-wrap items-center justify-center gap-1 rounded-xl border border-line-strong bg-raised p-1.5 shadow-lg transition-opacity focus-within:pointer-events-auto focus-within:opacity-100 data-[idle=true]:not-focus-within:pointer-events-none data-[idle=true]:not-focus-within:opacity-0"
    >
      {turns && (
        <>
          <Control label={t('wall.previous')} onClick={() => onStep(-1)}>
            <ChevronLeft size={18} aria-hidden="true" />
          </Control>
          <Control label={paused ? t('wall.resume') : t('wall.pause')} onClick={onPause}>
            {paused ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
          </Control>
          <Control label={t('wall.next')} onClick={() => onStep(1)}>
            <ChevronRight size={18} aria-hidden="true" />
          </Control>
        </>
      )}
      <Control label={t('wall.fullscreen')} onClick={toggleFullscreen}>
        <Maximize size={18} aria-hidden="true" />
      </Control>
      <Link href={other.href} prefetch={false} className={LINK}>
        {other.show === 'all' ? <Grid2x2 size={18} aria-hidden="true" /> : <RectangleHorizontal size={18} aria-hidden="true" />}
        {t(`wall.show.${other.show}`)}
      </Link>
      <Link href={home} prefetch={false} className={LINK}>
        {t('wall.leave')}
      </Link>
      <span className="px-2 text-xs text-mute">{awake ? t('wall.awake') : t('wall.maySleep')}</span>
    </nav>
  );
}

const LINK = 'flex h-9 items-center gap-1.5 rounded-md px-2.5 whitespace-nowrap hover:bg-hover';

interface ControlProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Control({ label, onClick, children }: ControlProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-md hover:bg-hover"
    >
      {children}
    </button>
  );
}
