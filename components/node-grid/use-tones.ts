'use client';
import { useEffect, useMemo, useState } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { type Colouring, shownRevisions, type ToneOf, toneOf } from './colouring.ts';

/** A Pod is seen to grow older at most this late. */
const AGE_EVERY_MS = 30_000;

/** The tones of a colouring; the same function while nothing but the Nodes changes. */
export function useTones(live: LiveDaemonSet, colouring: Colouring): ToneOf | null {
  const [now, setNow] = useState(() => Date.now() / 1000);
  useEffect(() => {
    if (colouring !== 'age') return;
    setNow(Date.now() / 1000);
    const timer = setInterval(() => setNow(Date.now() / 1000), AGE_EVERY_MS);
    return () => clearInterval(timer);
  }, [colouring]);
  const revisions = colouring === 'revision' ? shownRevisions(live).join() : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: new revisions are new tones
  return useMemo(() => toneOf(live, colouring, now), [live, colouring, now, revisions]);
}
