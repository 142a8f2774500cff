import { uncombined } from './event-text.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

/** An event about a Pod, as far as it tells a cause. */
interface PodEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

const PROBES = {
  Readiness: 'problem.readinessProbe',
  Liveness: 'problem.livenessProbe',
  Startup: 'problem.startupProbeFails',
} as const;

/**
 * What an event says about why its Pod does not do its work, as a message below `problem`; null for one that tells nothing.
 * Warnings that are not known stay verbatim. The words are the kubelet's: kubernetes/kubernetes pkg/kubelet/prober/prober.go,
 * kuberuntime/kuberuntime_manager.go, pkg/volume/util/operationexecutor/operation_generator.go, events/event.go, v1.36.
 */
export function eventCause({ type, reason, message }: PodEvent): Message | null {
  const text = uncombined(message);
  switch (reason) {
    case 'Unhealthy':
      return probeCause(text);
    case 'Killing':
      return killCause(text);
    case 'FailedMount':
      return mountCause(text);
    case 'FailedAttachVolume':
      return modelMessage('problem.attach', { text });
    case 'FailedCreatePodSandBox':
    case 'NetworkNotReady':
      return modelMessage('problem.sandbox', { text: text.replace(/^Failed to create pod sandbox: /, '') });
    case 'BackOff':
    case 'FailedScheduling':
      return null;
    default:
      return type === 'Warning' && !/^Error: \w+$/.test(text) ? modelMessage('problem.event', { reason, text }) : null;
  }
}

function probeCause(text: string): Message {
  const [, probe, words = ''] = /^(Readiness|Liveness|Startup) probe (?:failed|errored[^:]*): ?(.*)$/s.exec(text) ?? [];
  const code = PROBES[probe as keyof typeof PROBES] as (typeof PROBES)[keyof typeof PROBES] | undefined;
  return code === undefined ? modelMessage('problem.event', { reason: 'Unhealthy', text }) : modelMessage(code, { text: words });
}

function killCause(text: string): Message | null {
  const [, container, probe] = /^Container (\S+) failed (liveness|startup) probe/.exec(text) ?? [];
  return container === undefined || probe === undefined ? null : modelMessage('problem.probeKills', { container, probe });
}

function mountCause(text: string): Message {
  const [, volume = '', words = ''] = /MountVolume\.\w+ failed for volume "([^"]+)"\s*:\s*(.*)$/s.exec(text) ?? [];
  if (volume !== '') {
    return modelMessage('problem.mount', { volume, text: words });
  }
  const [, listed = ''] = /unmounted volumes=\[([^\]]*)\]/.exec(text) ?? [];
  return modelMessage('problem.mount', { volume: listed, text });
}
