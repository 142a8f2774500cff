import type { PlannedObject } from './act-plan.ts';
import type { Propagation } from './act-removal.ts';
import { shellCommand } from './shell-command.ts';

const NAMES_A_LINE = 50;

/** The DaemonSet that a command is about. */
export interface CommandTarget {
  readonly namespace: string;
  readonly name: string;
}

/** `kubectl delete pod` for these Pods of one Namespace, some dozens a line. */
export function deletePodsCommand(namespace: string, pods: readonly PlannedObject[], { force = false } = {}): string {
  const flags = force ? ['--force', '--grace-period=0'] : ['--wait=false'];
  return inLines(['kubectl', 'delete', 'pod', `--namespace=${namespace}`, ...flags], pods);
}

function inLines(words: readonly string[], objects: readonly PlannedObject[]): string {
  const lines: (string | null)[] = [];
  for (let from = 0; from < objects.length; from += NAMES_A_LINE) {
    lines.push(
      shellCommand(
        words,
        objects.slice(from, from + NAMES_A_LINE).map(({ name }) => name),
      ),
    );
  }
  return lines.filter((line) => line !== null).join('\n');
}

/** kubectl has no verb for one eviction: its raw form, as `kubectl drain` sends it for each Pod. */
export function evictPodCommand(namespace: string, name: string): string {
  const eviction = JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace, name } });
  const echo = shellCommand(['echo', eviction]);
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  const create = shellCommand(['kubectl', 'create', `--raw=${path}`, '--filename=-']);
  return echo === null || create === null ? '' : `${echo} | ${create}`;
}

/** `kubectl rollout restart`. */
export function restartCommand(target: CommandTarget): string {
  return onDaemonSet(target, ['rollout', 'restart', 'daemonset']);
}

/** `kubectl rollout undo`. */
export function undoCommand(target: CommandTarget, revision: number): string {
  return onDaemonSet(target, ['rollout', 'undo', `--to-revision=${revision}`, 'daemonset']);
}

/** `kubectl patch` with a merge patch. */
export function patchCommand(target: CommandTarget, patch: object): string {
  return onDaemonSet(target, ['patch', '--type=merge', `--patch=${JSON.stringify(patch)}`, 'daemonset']);
}

/** `kubectl delete daemonset`. */
export function deleteDaemonSetCommand(target: CommandTarget, propagation: Propagation): string {
  return onDaemonSet(target, ['delete', `--cascade=${propagation.toLowerCase()}`, 'daemonset']);
}

/** `kubectl cordon`, `kubectl uncordon` or `kubectl delete node` for these Nodes, some dozens a line. */
export function nodesCommand(verb: 'cordon' | 'uncordon' | 'delete', nodes: readonly PlannedObject[]): string {
  return inLines(['kubectl', verb, ...(verb === 'delete' ? ['node'] : [])], nodes);
}

/** `kubectl annotate namespace` with an empty value. */
export function clearSelectorCommand(namespace: string, annotation: string): string {
  return shellCommand(['kubectl', 'annotate', '--overwrite', 'namespace'], [namespace, `${annotation}=`]) ?? '';
}

function onDaemonSet({ namespace, name }: CommandTarget, words: readonly string[]): string {
  const [verb = '', ...rest] = words;
  return shellCommand(['kubectl', verb, ...rest.slice(0, -1), `--namespace=${namespace}`, ...rest.slice(-1)], [name]) ?? '';
}
