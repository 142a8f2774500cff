'use client';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SelectionStore } from './selection-store.ts';

/** Keys and clicks that follow each other faster are told once. */
const SETTLE_MS = 400;

/** Tells those who cannot see the rings how many Nodes are chosen, whenever that changes. */
export function SelectionWords({ store }: { readonly store: SelectionStore }) {
  const t = useTranslations();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told = { size: store.size, gone: store.missing().length };
    const say = () => {
      const now = { size: store.size, gone: store.missing().length };
      const words = [t('choice.chosen', { count: now.size }), now.gone > told.gone ? t('choice.gone', { count: now.gone }) : ''];
      if (now.size !== told.size || now.gone > told.gone) setSaid(words.filter(Boolean).join('. '));
      told = now;
    };
    const stop = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(say, SETTLE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
