'use client';
import { useEffect, useState } from 'react';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';

/** The version of the live data, told at most so often: for what costs a look at the whole matrix. */
export function useCalmVersion(live: LiveMatrix, everyMs: number): number {
  const [version, setVersion] = useState(live.version);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion(live.version);
      }, everyMs);
    });
    setVersion(live.version);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live, everyMs]);
  return version;
}
