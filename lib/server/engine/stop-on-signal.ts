import 'server-only';
import type { Logger } from '#lib/server/kubernetes/logger.ts';

const GIVE_UP_AFTER_MS = 4_000; // 5 s are promised
const FLUSH_MS = 100;

let handler: (() => void) | null = null;

/**
 * Ends the process on SIGTERM and SIGINT: `stop` first, for at most 4 s, then exit code 0; a second signal ends it at
 * once. Next's own handler would wait for open streams for ever.
 */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
  if (handler) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, handler);
  let asked = false;
  handler = () => {
    if (asked) process.exit(0);
    asked = true;
    logger.info({}, 'Stopping.');
    setTimeout(() => process.exit(0), GIVE_UP_AFTER_MS);
    // The byes still have to leave the sockets.
    void stop().finally(() => setTimeout(() => process.exit(0), FLUSH_MS));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, handler);
}
