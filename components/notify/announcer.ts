import type { BrowserClock } from '#lib/client/browser-clock.ts';

/** A screen reader is spoken to at most this often. */
const SAY_EVERY_MS = 5_000;

/** Says sentences one after the other, at most once in five seconds: those that wait are said together. */
export interface Announcer {
  announce(sentence: string): void;
  stop(): void;
}

/** Makes an announcer; `say` puts words into a live region. */
export function createAnnouncer(clock: BrowserClock, say: (words: string) => void): Announcer {
  let waiting: string[] = [];
  let saidAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const speak = () => {
    cancel = null;
    saidAt = clock.now();
    say(waiting.join(' '));
    waiting = [];
  };
  return {
    announce(sentence) {
      if (!waiting.includes(sentence)) waiting.push(sentence);
      cancel ??= clock.schedule(Math.max(0, saidAt + SAY_EVERY_MS - clock.now()), speak);
    },
    stop() {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}
