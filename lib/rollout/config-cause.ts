import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

/**
 * What a container's configuration lacks, from the message beside CreateContainerConfigError, as a message below `problem`.
 * The words are the kubelet's: kubernetes/kubernetes pkg/kubelet/kubelet_pods.go, pkg/kubelet/kuberuntime/security_context_others.go, v1.36.
 */
export function configCause(container: string, message: string): Message {
  const missing = /\b(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (missing !== null) {
    return modelMessage('problem.configMissing', { container, kind: kindOf(missing[1]), name: missing[2] ?? '' });
  }
  const key = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]+\/(\S+)/i.exec(message);
  if (key !== null) {
    return modelMessage('problem.configKey', { container, key: key[1] ?? '', kind: kindOf(key[2]), name: key[3] ?? '' });
  }
  return modelMessage(message.includes('runAsNonRoot') ? 'problem.runsAsRoot' : 'problem.config', { container });
}

function kindOf(word = ''): string {
  return word.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';
}
