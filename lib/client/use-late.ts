'use client';
import { useDeferredValue } from 'react';

/** False in the first picture of a component, and while it is being hydrated, and true right after: for what need not hold that up. */
export function useLate(): boolean {
  return useDeferredValue(true, false);
}
