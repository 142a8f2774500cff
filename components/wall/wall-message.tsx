'use client';
import type { ReactNode } from 'react';
import { visibleText } from '#components/ui/visible-text.ts';

interface WallMessageProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** One sentence in the middle of the screen, where there is nothing to draw. */
export function WallMessage({ title, children }: WallMessageProps) {
  return (
    <div className="flex min-h-0 grow flex-col items-center justify-center gap-[calc(1.5*var(--u))] px-[calc(4*var(--u))] text-center">
      <h1 className="text-[calc(4.4*var(--u))] leading-tight font-semibold tracking-tight wrap-anywhere">{visibleText(title)}</h1>
      {children && <p className="text-[calc(2.3*var(--u))] leading-snug wrap-anywhere text-mute">{children}</p>}
    </div>
  );
}
