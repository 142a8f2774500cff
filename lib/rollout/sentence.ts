import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { isObserved } from './revisions.ts';
import type { Counts } from './summary.ts';

/**
 * The sentence of `kubectl rollout status` for these counts, and one of our own for OnDelete.
 * Mirrors kubernetes/kubectl pkg/polymorphichelpers/rollout_status.go DaemonSetStatusViewer.Status, v0.36,
 * but with computed counts, so that it never runs ahead of the Nodes.
 */
export function rolloutSentence(daemonSet: DaemonSet, counts: Counts): Message {
  const { name } = daemonSet.metadata;
  const { desired, updated, available, stale } = counts;
  if (!isObserved(daemonSet)) {
    return modelMessage('sentence.notObserved', {});
  }
  if (daemonSet.spec.updateStrategy?.type === 'OnDelete') {
    return stale === 0 && updated === desired && available === desired
      ? modelMessage('sentence.onDeleteDone', { name, desired })
      : onDeleteSentence(name, counts);
  }
  if (updated < desired) {
    return modelMessage('sentence.updating', { name, updated, desired });
  }
  if (available < desired) {
    return modelMessage('sentence.availability', { name, available, desired });
  }
  return modelMessage('sentence.done', { name });
}

function onDeleteSentence(name: string, { stale, updated, available, desired }: Counts): Message {
  return stale > 0 || updated < desired
    ? modelMessage('sentence.onDeleteWaiting', { name, stale, updated, desired })
    : modelMessage('sentence.availability', { name, available, desired });
}
