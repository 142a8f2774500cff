/** What the end of a DaemonSet that is being deleted waits for. */
export type DeletionWait = 'deleting' | 'deletingPods' | 'deletingOrphans' | 'deletingHeld';

const OF_THE_GARBAGE_COLLECTOR: Readonly<Record<string, DeletionWait>> = {
  foregroundDeletion: 'deletingPods',
  orphan: 'deletingOrphans',
};

/**
 * Read from the finalizers: those of the garbage collector go by themselves (kubernetes/apimachinery pkg/apis/meta/v1/types.go
 * FinalizerDeleteDependents, FinalizerOrphanDependents), any other one holds until whoever set it takes it off.
 */
export function deletionWait(finalizers: readonly string[]): DeletionWait {
  const held = finalizers.some((name) => !Object.hasOwn(OF_THE_GARBAGE_COLLECTOR, name));
  return held ? 'deletingHeld' : (OF_THE_GARBAGE_COLLECTOR[finalizers[0] ?? ''] ?? 'deleting');
}
