'use client';
import { useEffect, useState } from 'react';

/** Keeps the screen on while the wall is visible, where the browser can; returns whether it does. */
export function useWakeLock(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    let over = false;
    let lock: WakeLockSentinel | null = null;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator) || (lock && !lock.released)) return;
      // Refused while the battery is low, say: the next time that the page becomes visible it is asked for again.
      const given = await navigator.wakeLock.request('screen').catch(() => null);
      if (given === null) return;
      if (over) return void given.release();
      lock = given;
      setHeld(true);
      given.addEventListener('release', () => setHeld(false));
    };
    void ask();
    const again = () => void ask();
    document.addEventListener('visibilitychange', again);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
  return held;
}
