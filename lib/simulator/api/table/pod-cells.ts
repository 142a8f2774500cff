import { arrayOr, type JsonObject, objectsOf, stringOr, valueAt } from '../json.ts';
import type { StoredObject } from '../object-store.ts';
import { since } from './human-duration.ts';

interface PodSummary {
  ready: number;
  total: number;
  restarts: number;
  lastRestart: string;
  reason: string;
}

const numberAt = (object: JsonObject, member: string) => Number(object[member] ?? 0);
const later = (left: string, right: unknown) => (stringOr(right) !== '' && stringOr(right) > left ? stringOr(right) : left);
const terminatedAt = (status: JsonObject) => valueAt(status, 'lastState', 'terminated', 'finishedAt');

const hasTrueCondition = (pod: StoredObject, type: string) =>
  objectsOf(valueAt(pod.status, 'conditions')).some((condition) => condition.type === type && condition.status === 'True');

function terminatedReason(state: JsonObject): string {
  if (stringOr(state.reason) !== '') return stringOr(state.reason);
  return numberAt(state, 'signal') !== 0 ? `Signal:${numberAt(state, 'signal')}` : `ExitCode:${numberAt(state, 'exitCode')}`;
}

const isState = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Reads init containers until the first unfinished one; true when that one holds the Pod back. */
function readInitContainers(
  pod: StoredObject,
  summary: PodSummary,
  sidecars: { restarts: number; lastRestart: string },
): boolean {
  const specs = objectsOf(valueAt(pod.spec, 'initContainers'));
  const sidecar = (name: unknown) => specs.some((spec) => spec.name === name && spec.restartPolicy === 'Always');
  summary.total += specs.filter((spec) => spec.restartPolicy === 'Always').length;
  for (const [index, status] of objectsOf(valueAt(pod.status, 'initContainerStatuses')).entries()) {
    summary.restarts += numberAt(status, 'restartCount');
    summary.lastRestart = later(summary.lastRestart, terminatedAt(status));
    if (sidecar(status.name)) {
      sidecars.restarts += numberAt(status, 'restartCount');
      sidecars.lastRestart = later(sidecars.lastRestart, terminatedAt(status));
    }
    const [terminated, waiting] = [valueAt(status, 'state', 'terminated'), valueAt(status, 'state', 'waiting')];
    if (isState(terminated) && numberAt(terminated, 'exitCode') === 0) continue;
    if (sidecar(status.name) && status.started === true) {
      if (status.ready === true) summary.ready++;
      continue;
    }
    const waitingReason = isState(waiting) ? stringOr(waiting.reason) : '';
    if (isState(terminated)) summary.reason = `Init:${terminatedReason(terminated)}`;
    else if (waitingReason !== '' && waitingReason !== 'PodInitializing') summary.reason = `Init:${waitingReason}`;
    else summary.reason = `Init:${index}/${specs.length}`;
    return true;
  }
  return false;
}

function readContainers(pod: StoredObject, summary: PodSummary): void {
  let hasRunning = false;
  let errorReason = '';
  for (const status of [...objectsOf(valueAt(pod.status, 'containerStatuses'))].reverse()) {
    summary.restarts += numberAt(status, 'restartCount');
    summary.lastRestart = later(summary.lastRestart, terminatedAt(status));
    const [terminated, waiting] = [valueAt(status, 'state', 'terminated'), valueAt(status, 'state', 'waiting')];
    if (isState(waiting) && stringOr(waiting.reason) !== '') summary.reason = stringOr(waiting.reason);
    else if (isState(terminated)) {
      summary.reason = terminatedReason(terminated);
      if (numberAt(terminated, 'exitCode') !== 0) errorReason = summary.reason;
    } else if (status.ready === true && valueAt(status, 'state', 'running') !== undefined) {
      hasRunning = true;
      summary.ready++;
    }
  }
  if (summary.reason !== 'Completed') return;
  if (hasRunning && hasTrueCondition(pod, 'Ready')) summary.reason = 'Running';
  else if (errorReason !== '') summary.reason = errorReason;
  else if (hasRunning) summary.reason = 'NotReady';
}

/** READY, STATUS and RESTARTS. Mirrors kubernetes/kubernetes pkg/printers/internalversion/printers.go printPod, v1.36. */
function summarise(pod: StoredObject): PodSummary {
  const phase = stringOr(valueAt(pod.status, 'phase'));
  const total = objectsOf(valueAt(pod.spec, 'containers')).length;
  const summary = { ready: 0, total, restarts: 0, lastRestart: '', reason: stringOr(valueAt(pod.status, 'reason')) || phase };
  const gated = objectsOf(valueAt(pod.status, 'conditions')).some(
    (condition) => condition.type === 'PodScheduled' && condition.reason === 'SchedulingGated',
  );
  if (gated) summary.reason = 'SchedulingGated';
  const sidecars = { restarts: 0, lastRestart: '' };
  const initializing = readInitContainers(pod, summary, sidecars);
  if (!initializing || hasTrueCondition(pod, 'Initialized')) {
    Object.assign(summary, sidecars);
    readContainers(pod, summary);
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (valueAt(pod.status, 'reason') === 'NodeLost') summary.reason = 'Unknown';
    else if (phase !== 'Succeeded' && phase !== 'Failed') summary.reason = 'Terminating';
  }
  return summary;
}

function readinessGates(pod: StoredObject): string {
  const gates = objectsOf(valueAt(pod.spec, 'readinessGates'));
  if (gates.length === 0) return '<none>';
  return `${gates.filter((gate) => hasTrueCondition(pod, stringOr(gate.conditionType))).length}/${gates.length}`;
}

/** The cells of one Pod, wide ones included. */
export function podCells(pod: StoredObject, now: number): readonly unknown[] {
  const { ready, total, restarts, lastRestart, reason } = summarise(pod);
  const [address] = arrayOr(valueAt(pod.status, 'podIPs'));
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    reason,
    restarts !== 0 && lastRestart !== '' ? `${restarts} (${since(lastRestart, now)} ago)` : String(restarts),
    since(pod.metadata.creationTimestamp, now),
    stringOr(valueAt(address, 'ip')) || stringOr(valueAt(pod.status, 'podIP')) || '<none>',
    stringOr(valueAt(pod.spec, 'nodeName')) || '<none>',
    stringOr(valueAt(pod.status, 'nominatedNodeName')) || '<none>',
    readinessGates(pod),
  ];
}
