import 'server-only';
import { isKubernetesApiError } from './outward-error.ts';
import { Refusal } from './refusal.ts';

interface Asked {
  readonly container: string;
  readonly pod: string;
}

/**
 * What the API server's words say about a log that it does not give, as a refusal of its own; null for any other error.
 * The words stand in kubernetes/kubernetes v1.36 pkg/kubelet/kubelet_pods.go validateContainerLogStatus and
 * pkg/registry/core/pod/strategy.go LogLocation.
 */
export function logRefusal(thrown: unknown, { container, pod }: Asked): Refusal | null {
  if (!isKubernetesApiError(thrown) || thrown.status !== 400) return null;
  const said = thrown.message;
  if (/previous terminated container .* not found/.test(said))
    return new Refusal(
      'log.noPrevious',
      `The container ${container} of ${pod} has not ended before, so there is no earlier log.`,
    );
  const waiting = /is waiting to start: (.+?)\.?$/.exec(said)?.[1];
  if (waiting !== undefined)
    return new Refusal('log.notStarted', `The container ${container} of ${pod} has not started yet: ${waiting}.`);
  if (/is not available|does not have a host assigned/.test(said))
    return new Refusal('log.notStarted', `The container ${container} of ${pod} has not started yet.`);
  if (/is not valid for pod/.test(said))
    return new Refusal('container.notFound', `There is no container ${container} in ${pod}.`, { field: 'container' });
  return null;
}
