'use client';
import { useCallback, useLayoutEffect, useRef } from 'react';

/** A handler that stays the same function and does what the newest `action` does: for parts that are drawn less often than who hands it to them. */
export function useStable<Given extends readonly unknown[], Result>(
  action: (...given: Given) => Result,
): (...given: Given) => Result {
  const newest = useRef(action);
  useLayoutEffect(() => {
    newest.current = action;
  });
  return useCallback((...given: Given) => newest.current(...given), []);
}
