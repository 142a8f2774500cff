'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { WallMessage } from './wall-message.tsx';
import { WALL_UNIT } from './wall-screen.tsx';

const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;
/** After so many tries in vain the page itself may be what is broken. */
const RELOAD_AFTER = 3;

interface WallMishapProps {
  /** How many tries were in vain, kept by the caller: each of them makes this anew. */
  readonly tries: number;
  readonly onRetry: () => void;
  /** Loads the page anew, if the server is there. */
  readonly onReload: () => void;
}

/** Instead of a white page: says that the wall could not be drawn, and tries again, ever more slowly. */
export function WallMishap({ tries, onRetry, onReload }: WallMishapProps) {
  const t = useTranslations();
  const waitMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
  const [left, setLeft] = useState(Math.round(waitMs / 1_000));
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  const tryAgain = useEffectEvent(tries >= RELOAD_AFTER ? onReload : onRetry);
  useEffect(() => {
    const timer = setTimeout(tryAgain, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);
  return (
    <main id="content" data-wall="mishap" className="flex h-dvh flex-col bg-panel text-failing-text" style={WALL_UNIT}>
      <WallMessage title={t('wall.mishap')}>{t('wall.mishapWhy', { seconds: left })}</WallMessage>
    </main>
  );
}
