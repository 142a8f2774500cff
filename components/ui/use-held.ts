'use client';
import { type FocusEvent, useState } from 'react';

interface Held<T> {
  /** What has the focus, or null. */
  readonly held: T | null;
  /** The handlers of the control for one of them. */
  readonly hold: (one: T) => { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void };
}

/** Tells which of several controls that come and go with the data has the focus: that one stays, or a live change would take the focus away. */
export function useHeld<T>(): Held<T> {
  const [held, setHeld] = useState<T | null>(null);
  const hold = (one: T) => ({
    onFocus: () => setHeld(one),
    // A window that is left keeps its focus for when somebody comes back.
    onBlur: ({ currentTarget }: FocusEvent) => {
      if (document.activeElement !== currentTarget) setHeld(null);
    },
  });
  return { held, hold };
}
