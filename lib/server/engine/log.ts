import 'server-only';
import { pino } from 'pino';
import type { Logger } from '#lib/server/kubernetes/logger.ts';

/** The process's log: one JSON line an entry on standard error. Entries carry named fields only, never whole errors or URLs. */
export const log: Logger = pino(
  { name: 'rollcall', level: process.env.ROLLCALL_LOG_LEVEL ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 2, sync: true }),
);
