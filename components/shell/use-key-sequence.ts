'use client';
import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '#components/ui/search-box.tsx';

/** The second key must follow within this time. */
const SEQUENCE_MS = 1_200;

/** Runs an action after two keys in a row, as in `g` then a letter. */
export function useKeySequence(first: string, actions: Readonly<Record<string, () => void>>): void {
  const run = useEffectEvent((key: string) => actions[key]?.());
  useEffect(() => {
    let armedAt = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.timeStamp - armedAt < SEQUENCE_MS) run(event.key);
      armedAt = event.key === first ? event.timeStamp : Number.NEGATIVE_INFINITY;
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [first]);
}
