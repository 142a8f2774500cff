import 'server-only';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import { type WatchOutcome, type WatchRequest, watchOnce } from './watch-once.ts';

const PROVEN_AFTER_MS = 5_000;

export interface LastingWatchRequest extends WatchRequest {
  /** True once the list that the watch may have begun with is complete. */
  readonly isLive: () => boolean;
  /** The live watch has lasted long enough to forget earlier failures. */
  readonly onProven: () => void;
}

/** A watch of which a server that closes it at once, without a word, makes a failure and not an end. Throws KubernetesApiError. */
export async function watchThatLasts(request: LastingWatchRequest): Promise<WatchOutcome> {
  let lasted = false;
  let cancel = () => {};
  const onOpen = () => {
    request.onOpen();
    cancel = request.clock.schedule(PROVEN_AFTER_MS, () => {
      lasted = true;
      if (request.isLive()) request.onProven();
    });
  };
  const onEvent: WatchRequest['onEvent'] = (event) => {
    request.onEvent(event);
    lasted ||= request.isLive();
  };
  try {
    const outcome = await watchOnce({ ...request, onOpen, onEvent });
    if (outcome === 'noInitialEventsEnd' || lasted) return outcome;
    throw new KubernetesApiError('unavailable', `The watch of ${request.scope.type.plural} was closed at once.`);
  } finally {
    cancel();
  }
}
