import 'server-only';
import type { Clock } from './clock.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import { createLineSplitter } from './line-splitter.ts';
import type { Scope } from './list-pages.ts';
import { requireJson, throwUnlessOk } from './read-answer.ts';
import { collectionPath, type Query } from './request-path.ts';
import type { Transport } from './transport.ts';
import { parseWatchEvent, type RawWatchEvent } from './watch-event.ts';
import { createWatchPatience, WATCH_SILENCE_MS, type WatchPatience } from './watch-patience.ts';

const HEADERS_WITHIN_MS = 10_000;
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
  const patience = createWatchPatience(request.clock, { inList: request.resourceVersion === undefined });
  try {
    await read(request, patience);
    return patience.inList() ? 'noInitialEventsEnd' : 'ended';
  } catch (thrown) {
    if (request.signal.aborted || !patience.signal.aborted) throw toKubernetesApiError(thrown);
    if (patience.inList()) return 'noInitialEventsEnd';
    throw new KubernetesApiError(
      'timeout',
      `The watch of ${request.scope.type.plural} gave no sign of life for ${WATCH_SILENCE_MS / 1000} s.`,
    );
  } finally {
    patience.stop();
  }
}

async function read(request: WatchRequest, patience: WatchPatience): Promise<void> {
  const { scope, transport } = request;
  const path = collectionPath(scope.type, scope.namespace, watchQuery(request));
  const signal = AbortSignal.any([request.signal, patience.signal]);
  const response = await transport.open({ method: 'GET', path, lane: 'watch', signal, headersWithinMs: HEADERS_WITHIN_MS });
  await throwUnlessOk(response);
  requireJson(response);
  patience.heard();
  request.onOpen();
  const split = createLineSplitter((line) => {
    const event = parseWatchEvent(line, scope.type);
    if (patience.inList()) followList(event, patience);
    request.onEvent(event);
  });
  try {
    for await (const chunk of response.body) {
      request.onSign();
      split(chunk);
      patience.heard();
    }
  } finally {
    response.destroy();
  }
}

/** Changes that happen while a list is being sent may come before its end. */
function followList(event: RawWatchEvent, patience: WatchPatience): void {
  if (event.type === 'BOOKMARK' && event.initialEventsEnd) patience.listEnded();
  else if (event.type !== 'ADDED') patience.ordinaryEvent();
}

function watchQuery(request: WatchRequest): Query {
  const timeoutSeconds = 300 + Math.floor(request.random() * 301);
  const common = { watch: true, allowWatchBookmarks: true, timeoutSeconds, labelSelector: request.scope.labelSelector };
  return request.resourceVersion === undefined
    ? { ...common, sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' }
    : { ...common, resourceVersion: request.resourceVersion };
}
