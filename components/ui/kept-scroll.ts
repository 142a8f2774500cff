'use client';
import { type RefObject, useEffect } from 'react';

const KEY = 'rollcall-scroll';
const MOST = 50;

let cameBack = false;
if (typeof window !== 'undefined') {
  const [entry] = window.performance?.getEntriesByType?.('navigation') ?? [];
  cameBack = entry !== undefined && 'type' in entry && entry.type !== 'navigate';
  const comeBack = () => {
    cameBack = true;
  };
  // The router hears popstate first and draws at once; what goes on before that is told by the Navigation API, where there is one.
  const navigation = window.navigation as Navigation | undefined;
  navigation?.addEventListener('navigate', ({ navigationType }) => {
    if (navigationType === 'traverse') comeBack();
  });
  window.addEventListener('popstate', comeBack);
  // Whatever a person does on the page leads on from here, not back.
  for (const name of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(
      name,
      () => {
        cameBack = false;
      },
      { capture: true, passive: true },
    );
  }
}

/**
 * Begins each view of a scrolled part at its top, and at the place where it was left when the person comes back to it through
 * the history or a reload. `view` names what is shown; the page around counts as well where it is what scrolls.
 */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, view: string): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const key = `${window.location.pathname} ${view}`;
    const [inside = 0, around = 0] = cameBack ? (readPlaces().get(key) ?? []) : [];
    element.scrollTop = inside;
    if (around > 0) window.scrollTo({ top: around });
    let place = [inside, around];
    const follow = () => {
      place = [element.scrollTop, window.scrollY];
    };
    const keep = () => keepPlace(key, place);
    const scrolled: AddEventListenerOptions = { passive: true };
    element.addEventListener('scroll', follow, scrolled);
    window.addEventListener('scroll', follow, scrolled);
    window.addEventListener('pagehide', keep);
    return () => {
      keep();
      element.removeEventListener('scroll', follow);
      window.removeEventListener('scroll', follow);
      window.removeEventListener('pagehide', keep);
    };
  }, [scroller, view]);
}

function keepPlace(key: string, place: readonly number[]): void {
  const places = readPlaces();
  places.delete(key);
  places.set(key, place);
  sessionStorage.setItem(KEY, JSON.stringify([...places].slice(-MOST)));
}

function readPlaces(): Map<string, readonly number[]> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return new Map(Array.isArray(stored) ? stored.filter(isPlace) : []);
  } catch (cause) {
    if (cause instanceof SyntaxError) return new Map();
    throw cause;
  }
}

function isPlace(value: unknown): value is [string, readonly number[]] {
  return Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]) && value[1].every(Number.isFinite);
}
