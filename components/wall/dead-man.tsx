'use client';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

/** Longer than the page itself takes to call a silence stale. */
const FALLS_AFTER_MS = 30_000;

/**
 * Falls by itself when the page has stopped thinking: the browser's compositor draws it half a minute after the last proof of
 * life, although no script runs any more. Each new proof hangs it up again.
 */
export function DeadMan({ proof }: { readonly proof: string }) {
  const t = useTranslations();
  const curtain = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew with each proof
  useEffect(() => {
    const fall = curtain.current?.animate?.({ opacity: [0, 1] }, { delay: FALLS_AFTER_MS, duration: 1_000, fill: 'forwards' });
    return () => fall?.cancel();
  }, [proof]);
  return (
    <div
      ref={curtain}
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 z-20 flex items-center justify-center bg-panel text-[calc(6*var(--u))] font-bold text-failing-text opacity-0"
    >
      {t('wall.stopped')}
    </div>
  );
}
