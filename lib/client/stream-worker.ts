import type { BrokerMessage, TabMessage } from './broker-message.ts';
import { browserClock } from './browser-clock.ts';
import { FeedBroker } from './feed-broker.ts';

/** The part of SharedWorkerGlobalScope that is used: TypeScript's `dom` library has no types for workers. */
interface SharedWorkerScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

const broker = new FeedBroker({
  fetch: (path, init) => fetch(path, { ...init, cache: 'no-store' }),
  clock: browserClock,
  random: Math.random,
});

(globalThis as unknown as SharedWorkerScope).onconnect = (event) => {
  const port = event.ports[0];
  if (port === undefined) return;
  const tab = { post: (message: BrokerMessage) => port.postMessage(message) };
  port.onmessage = ({ data }: MessageEvent<TabMessage>) => broker.receive(tab, data);
  // The greeting: a tab that hears nothing does without this worker.
  tab.post({ type: 'forgotten' });
};
