import 'server-only';
import { type Posture, postureOf } from '#lib/rollout/posture.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

/** `{asOf, grave, notes}`: messages below `posture`; registries are compared with those that the server was started with. */
export function postureAnswer({ hub, daemonSet }: FoundDaemonSet): Posture & { readonly asOf: string } {
  const { registries } = runningEngine();
  const posture = postureOf(daemonSet.spec.template.spec, { registries });
  return { asOf: new Date(hub.clusterNow()).toISOString(), ...posture };
}
