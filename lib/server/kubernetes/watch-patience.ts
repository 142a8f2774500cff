import 'server-only';
import type { Clock } from './clock.ts';

/** A server that streams a list is never silent for long; one that ignores the request is. */
const INITIAL_SILENCE_MS = 10_000;
/** Once ordinary events have begun, the end of the list is due: it waits only for events that were already on their way. */
const LIST_END_DUE_MS = 10_000;
/** Bookmarks come at least every 75 s from a real server; the probe finds a dead path far sooner. */
export const WATCH_SILENCE_MS = 100_000;

/** How long a watch is believed in. `signal` fires when the patience has ended. */
export interface WatchPatience {
  readonly signal: AbortSignal;
  /** True until the list that the watch began with is complete. */
  inList(): boolean;
  /** Something has arrived. */
  heard(): void;
  /** An ordinary event has arrived before the end of the list. */
  ordinaryEvent(): void;
  listEnded(): void;
  stop(): void;
}

/** A patience with a watch that begins with a list, or not. */
export function createWatchPatience(clock: Clock, options: { readonly inList: boolean }): WatchPatience {
  const ended = new AbortController();
  let { inList } = options;
  let cancelSilence: (() => void) | undefined;
  let cancelListEnd: (() => void) | undefined;
  const end = () => ended.abort();
  return {
    signal: ended.signal,
    inList: () => inList,
    heard() {
      cancelSilence?.();
      cancelSilence = clock.schedule(inList ? INITIAL_SILENCE_MS : WATCH_SILENCE_MS, end);
    },
    ordinaryEvent() {
      cancelListEnd ??= clock.schedule(LIST_END_DUE_MS, end);
    },
    listEnded() {
      inList = false;
      cancelListEnd?.();
    },
    stop() {
      cancelSilence?.();
      cancelListEnd?.();
    },
  };
}
