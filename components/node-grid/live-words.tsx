'use client';
import { useEffect, useState } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useNodeWords } from './node-words.ts';

/** A screen reader is told of a change at most this often. */
const SAY_EVERY_MS = 5_000;

/** Says what became of the chosen Node, for those who cannot see its cell change. */
export function LiveWords({ live, node }: { readonly live: LiveDaemonSet; readonly node: string | null }) {
  const words = useNodeWords(live);
  const [said, setSaid] = useState('');
  useEffect(() => {
    setSaid('');
    if (node === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.subscribe((changed) => {
      const slot = live.slotOf(node);
      if (slot === undefined || (changed !== 'all' && !changed.has(slot))) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        setSaid(words.cell(slot));
      }, SAY_EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live, node, words]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
