import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ApiError } from '../../cluster-api.ts';
import { RESOURCES } from '../../resources.ts';
import type { ControllerContext } from '../controller-context.ts';
import type { NewEvent } from '../event-recorder.ts';
import type { Expectations } from './expectations.ts';
import { daemonPod } from './pod-template.ts';
import type { Changes, SyncState } from './sync-state.ts';

const SOURCE = { component: 'daemonset-controller' };
const BURST = 250;

/** Records an event about the DaemonSet as its controller does. */
export function recordEvent(context: ControllerContext, daemonSet: DaemonSet, event: NewEvent): void {
  context.events.record(SOURCE, { ...daemonSet, apiVersion: 'apps/v1', kind: 'DaemonSet' }, event);
}

/**
 * Carries the changes out: at most 250 of each, creations in batches of 1, 2, 4, … that stop at the first failing one.
 * Throws the last refusal after everything was tried.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go syncNodes, v1.36.
 */
export function applyChanges(
  context: ControllerContext,
  expectations: Expectations,
  state: SyncState,
  { creations, deletions }: Changes,
): void {
  const toCreate = creations.slice(0, BURST);
  const toDelete = deletions.slice(0, BURST);
  expectations.set(state.key, toCreate.length, toDelete.length);
  const createError = createPods(context, expectations, state, toCreate);
  const deleteError = deletePods(context, expectations, state, toDelete);
  const error = createError ?? deleteError;
  if (error) throw error;
}

function createPods(
  context: ControllerContext,
  expectations: Expectations,
  state: SyncState,
  nodes: readonly string[],
): ApiError | undefined {
  let failure: ApiError | undefined;
  for (let position = 0, batch = 1; position < nodes.length; position += batch, batch *= 2) {
    for (const node of nodes.slice(position, position + batch)) {
      const refused = createPod(context, state, node);
      if (!refused) continue;
      expectations.creationObserved(state.key);
      failure = refused;
    }
    if (!failure) continue;
    expectations.creationObserved(state.key, Math.max(0, nodes.length - position - batch));
    return failure;
  }
  return undefined;
}

function createPod(context: ControllerContext, { daemonSet, hash }: SyncState, node: string): ApiError | undefined {
  return attempt(
    () => {
      const pod = context.api.create<Pod>(RESOURCES.pods, daemonPod(daemonSet, node, hash));
      const message = `Created pod: ${pod.metadata.name}`;
      recordEvent(context, daemonSet, { type: 'Normal', reason: 'SuccessfulCreate', message });
    },
    (error) => {
      recordEvent(context, daemonSet, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}` });
    },
  );
}

function deletePods(
  context: ControllerContext,
  expectations: Expectations,
  state: SyncState,
  names: readonly string[],
): ApiError | undefined {
  let failure: ApiError | undefined;
  for (const name of names) {
    const refused = deletePod(context, state, name);
    if (!refused) continue;
    expectations.deletionObserved(state.key);
    if (refused.code !== 404) failure = refused;
  }
  return failure;
}

function deletePod(context: ControllerContext, { daemonSet }: SyncState, name: string): ApiError | undefined {
  return attempt(
    () => {
      context.api.delete(RESOURCES.pods, daemonSet.metadata.namespace ?? '', name);
      recordEvent(context, daemonSet, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` });
    },
    (error) => {
      if (error.code === 404) return;
      recordEvent(context, daemonSet, { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${error.message}` });
    },
  );
}

/** Runs the action; a refusal of the API server is reported and returned. */
function attempt(action: () => void, onRefusal: (error: ApiError) => void): ApiError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    onRefusal(error);
    return error;
  }
}
