'use client';
import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '#components/ui/is-typing.ts';

/** Runs `close` on Escape, unless a dialog or a text field wants it. */
export function useEscape(active: boolean, close: () => void): void {
  const run = useEffectEvent(close);
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [active]);
}
