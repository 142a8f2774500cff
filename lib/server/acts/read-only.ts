import 'server-only';
import type { ActAccess } from '#lib/feed/act.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';

/** Why no act is accepted for this cluster, or null. */
export function readOnlyReason(cluster: string): ActAccess['readOnly'] {
  const entry = runningEngine()
    .clusters()
    .find(({ slug }) => slug === cluster);
  if (!entry?.readOnly) return null;
  const isAsked = Boolean(process.env.ROLLCALL_READ_ONLY);
  return isAsked ? 'flag' : 'inCluster';
}
