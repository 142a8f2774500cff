import type { NodeDetail } from '#lib/feed/node-detail.ts';
import type { LoggedContainer } from '#lib/rollout/pod-containers.ts';

/** A container whose log can be chosen. */
export interface LogSource {
  readonly id: string;
  readonly at: { readonly namespace: string; readonly pod: string; readonly container: string };
  readonly kind: LoggedContainer['kind'];
  /** There was a run before this one. */
  readonly previous: boolean;
}

/** Every container of every Pod: as the Pod says, and until that is known, as the template of the DaemonSet does. */
export function logSources(
  pods: NodeDetail['pods'],
  known: readonly (readonly LoggedContainer[] | undefined)[],
): readonly LogSource[] {
  return pods.flatMap(({ namespace, name: pod, containers }, index) => {
    const ofPod = known[index] ?? containers.map((name): Source => ({ name, kind: 'container', previous: false }));
    return ofPod.map(({ name: container, kind, previous }) => ({
      id: `${pod}/${container}`,
      at: { namespace, pod, container },
      kind,
      previous,
    }));
  });
}

type Source = Pick<LoggedContainer, 'name' | 'kind' | 'previous'>;
