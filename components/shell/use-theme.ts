'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { storageSignal } from '#components/ui/storage-signal.ts';
import { THEME_KEY, THEMES, type Theme } from './theme.ts';

const signal = storageSignal();

/**
 * Puts the theme on the page: the one that it is forced to, else the one chosen in this browser, followed wherever it changes,
 * in another tab or with the system at dusk. Returns what is chosen.
 */
export function useTheme(forced: 'light' | 'dark' | null = null): Theme {
  const chosen = useSyncExternalStore<Theme>(signal.subscribe, readTheme, () => 'system');
  const theme = forced ?? chosen;
  useEffect(() => {
    applyTheme(theme);
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyTheme(theme);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [theme]);
  return chosen;
}

/** Keeps the choice in this browser, and puts it on in all its tabs. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(THEME_KEY, theme);
  signal.tell();
}

function readTheme(): Theme {
  const stored = localStorage.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

function applyTheme(theme: Theme): void {
  const dark = theme === 'system' ? window.matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}
