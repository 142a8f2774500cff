import 'server-only';
import type { Clock } from './clock.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import { createLineSplitter } from './line-splitter.ts';
import type { Scope } from './list-pages.ts';
import { requireJson, throwUnlessOk } from './read-answer.ts';
import { collectionPath, type Query } from './request-path.ts';
import type { Transport } from './transport.ts';
import { parseWatchEvent, type RawWatchEvent } from './watch-event.ts';

const HEADERS_WITHIN_MS = 10_000;
/** A server that streams a list is never silent for long; one that ignores the request is. */
export const INITIAL_SILENCE_MS = 10_000;
/** Bookmarks come at least every 75 s from a real server; the probe finds a dead path far sooner. */
export const WATCH_SILENCE_MS = 100_000;

export interface WatchRequest {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly scope: Scope;
  /** Where to go on; undefined asks for the whole list as initial events (WatchList). */
  readonly resourceVersion: string | undefined;
  readonly onOpen: () => void;
  /** Called for every chunk of bytes. */
  readonly onSign: () => void;
  readonly onEvent: (event: RawWatchEvent) => void;
}

/** `ended`: the server closed in order. `noInitialEventsEnd`: the list was asked for as events but never completed. */
export type WatchOutcome = 'ended' | 'noInitialEventsEnd';

/** One watch, from request to end. Throws KubernetesApiError for every other end. */
export async function watchOnce(request: WatchRequest): Promise<WatchOutcome> {
  const silence = new AbortController();
  const state = { inList: request.resourceVersion === undefined };
  let cancelSilence = () => {};
  const heard = () => {
    cancelSilence();
    cancelSilence = request.clock.schedule(state.inList ? INITIAL_SILENCE_MS : WATCH_SILENCE_MS, () => silence.abort());
  };
  try {
    const outcome = await read(request, AbortSignal.any([request.signal, silence.signal]), state, heard);
    return outcome;
  } catch (thrown) {
    if (request.signal.aborted || !silence.signal.aborted) throw toKubernetesApiError(thrown);
    if (state.inList) return 'noInitialEventsEnd';
    throw new KubernetesApiError(
      'timeout',
      `The watch of ${request.scope.type.plural} gave no sign of life for ${WATCH_SILENCE_MS / 1000} s.`,
    );
  } finally {
    cancelSilence();
  }
}

async function read(
  request: WatchRequest,
  signal: AbortSignal,
  state: { inList: boolean },
  heard: () => void,
): Promise<WatchOutcome> {
  const { scope, transport } = request;
  const path = collectionPath(scope.type, scope.namespace, watchQuery(request));
  const response = await transport.open({ method: 'GET', path, lane: 'watch', signal, headersWithinMs: HEADERS_WITHIN_MS });
  await throwUnlessOk(response);
  requireJson(response);
  heard();
  request.onOpen();
  let unsupported = false;
  const split = createLineSplitter((line) => {
    if (unsupported) return;
    const event = parseWatchEvent(line, scope.type);
    if (state.inList && event.type !== 'ADDED') {
      // A server that does not know WatchList goes on with ordinary events instead of ending the list.
      if (event.type === 'BOOKMARK' && event.initialEventsEnd) state.inList = false;
      else unsupported = true;
    }
    if (!unsupported) request.onEvent(event);
  });
  try {
    for await (const chunk of response.body) {
      request.onSign();
      split(chunk);
      heard();
      if (unsupported) return 'noInitialEventsEnd';
    }
  } finally {
    response.destroy();
  }
  return state.inList ? 'noInitialEventsEnd' : 'ended';
}

function watchQuery(request: WatchRequest): Query {
  const timeoutSeconds = 300 + Math.floor(request.random() * 301);
  const common = { watch: true, allowWatchBookmarks: true, timeoutSeconds, labelSelector: request.scope.labelSelector };
  return request.resourceVersion === undefined
    ? { ...common, sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' }
    : { ...common, resourceVersion: request.resourceVersion };
}
