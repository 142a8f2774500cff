import type { BrokerMessage, BrokerPort, TabMessage } from './broker-message.ts';
import type { BrowserClock } from './browser-clock.ts';
import { FeedBroker } from './feed-broker.ts';
import type { PageLife } from './page-life.ts';

const CLOSE_HIDDEN_AFTER_MS = 30_000;
/** A worker whose script failed to load stays, silent, for every later tab: only the first one gets its error. */
const GREETED_WITHIN_MS = 10_000;

/** The tab's end of a broker; messages come back through the listener that it was opened with. */
export type BrokerLink = BrokerPort<TabMessage>;

/** Opens the browser's one broker in a SharedWorker; where that is missing or does not answer, one of this tab alone. */
export function openBroker(
  onMessage: (message: BrokerMessage) => void,
  tools: { clock: BrowserClock; page: PageLife },
): BrokerLink {
  if (typeof SharedWorker === 'undefined') return openOwnBroker(onMessage, tools);
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module', name: 'rollcall-stream' });
  let own: BrokerLink | null = null;
  const doWithout = (): void => {
    if (own !== null) return;
    worker.port.postMessage({ type: 'leave' } satisfies TabMessage);
    own = openOwnBroker(onMessage, tools);
    onMessage({ type: 'forgotten' });
  };
  const cancel = tools.clock.schedule(GREETED_WITHIN_MS, doWithout);
  worker.onerror = doWithout;
  worker.port.onmessage = ({ data }: MessageEvent<BrokerMessage>) => {
    cancel();
    // A late greeting, as on a busy machine: back to the shared stream, its message makes the tab say its wishes again.
    own?.post({ type: 'leave' });
    own = null;
    onMessage(data);
  };
  return { post: (message) => (own === null ? worker.port.postMessage(message) : own.post(message)) };
}

/** A broker in the page itself. It lets go of its stream while the tab stays hidden, for the sake of the other tabs. */
export function openOwnBroker(
  onMessage: (message: BrokerMessage) => void,
  { clock, page }: { clock: BrowserClock; page: PageLife },
): BrokerLink {
  const broker = new FeedBroker({
    fetch: (path, init) => fetch(path, { ...init, cache: 'no-store' }),
    clock,
    random: Math.random,
  });
  const port: BrokerPort<BrokerMessage> = { post: onMessage };
  let cancel: () => void = () => undefined;
  page.onHiddenChange(() => {
    cancel();
    if (page.hidden()) cancel = clock.schedule(CLOSE_HIDDEN_AFTER_MS, () => broker.receive(port, { type: 'leave' }));
    else broker.receive(port, { type: 'alive' });
  });
  return { post: (message) => broker.receive(port, message) };
}
