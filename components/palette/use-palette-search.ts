'use client';
import { useEffect, useState } from 'react';
import { useSearch } from '#lib/client/search-query.ts';
import type { SearchAnswer } from '#lib/feed/search.ts';

/** Typing that goes on is not searched for. */
const PAUSE_MS = 100;
const ITEMS_OF_A_KIND = 6;

export interface PaletteSearch {
  /** Of the last text that was answered; null before the first. */
  readonly answer: SearchAnswer | null;
  readonly error: Error | null;
  /** What is typed has not been answered yet. */
  readonly pending: boolean;
}

/** What the server finds for a text that is being typed. */
export function usePaletteSearch(cluster: string, text: string): PaletteSearch {
  const wanted = text.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, error, isPlaceholderData, isFetching } = useSearch(cluster, { text: asked, limit: ITEMS_OF_A_KIND });
  const pending = wanted !== '' && (asked !== wanted || isPlaceholderData || (isFetching && !data));
  return { answer: wanted === '' || (error && !pending) ? null : (data ?? null), error: pending ? null : error, pending };
}
