import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { sameData } from './same-data.ts';
import { shellCommand } from './shell-command.ts';
import { isMeant, type NodeChange, type SchedulingChange } from './what-if-change.ts';

/**
 * The kubectl commands that make the change, safe to paste: one patch of the DaemonSet, and per change of Nodes their
 * labels and taints. kubectl refuses to take away a taint that is not there, so only Nodes that have it are named.
 */
export function whatIfCommands({
  daemonSet,
  nodes,
  scheduling,
  changes,
}: {
  readonly daemonSet: DaemonSet;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly scheduling: SchedulingChange;
  readonly changes: readonly NodeChange[];
}): readonly string[] {
  const commands = [patchCommand(daemonSet, scheduling), ...changes.flatMap((change) => nodeCommands(change, nodes))];
  return commands.filter((command) => command !== null);
}

function patchCommand({ metadata, spec }: DaemonSet, change: SchedulingChange): string | null {
  const patch = schedulingPatch(spec.template.spec, change);
  if (Object.keys(patch).length === 0) return null;
  const body = JSON.stringify({ spec: { template: { spec: patch } } });
  const program = ['kubectl', 'patch', `--namespace=${metadata.namespace ?? ''}`, '--type=merge', `--patch=${body}`];
  return shellCommand(program, [`daemonset/${metadata.name}`]);
}

/** A JSON merge patch: members merge, lists are replaced whole, null takes away. */
function schedulingPatch(
  spec: DaemonSet['spec']['template']['spec'],
  { nodeSelector, affinity, tolerations }: SchedulingChange,
): Readonly<Record<string, unknown>> {
  const patch: Record<string, unknown> = {};
  if (nodeSelector !== undefined && !sameData(nodeSelector ?? {}, spec.nodeSelector ?? {})) {
    const gone = Object.keys(spec.nodeSelector ?? {}).filter((key) => !Object.hasOwn(nodeSelector ?? {}, key));
    patch.nodeSelector = { ...Object.fromEntries(gone.map((key) => [key, null])), ...nodeSelector };
  }
  const wanted = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? null;
  const found = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? null;
  if (affinity !== undefined && !sameData(wanted, found)) {
    patch.affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: wanted } };
  }
  if (tolerations !== undefined && !sameData(tolerations ?? [], spec.tolerations ?? [])) {
    patch.tolerations = tolerations !== null && tolerations.length > 0 ? tolerations : null;
  }
  return patch;
}

function nodeCommands(change: NodeChange, nodes: ReadonlyMap<string, Node>): readonly (string | null)[] {
  const { labels, taints } = change;
  const parts = Object.entries(labels).map(([key, value]) => (value === null ? `${key}-` : `${key}=${value}`));
  const added = taints.filter(({ remove }) => !remove).map(({ key, value, effect }) => `${taintName(key, value)}:${effect}`);
  const removed = taints
    .filter(({ remove }) => remove)
    .map(({ key, effect }) => {
      const tainted = change.nodes.filter((name) =>
        nodes.get(name)?.spec.taints?.some((taint) => isMeant(taint, { key, effect })),
      );
      return onNodes('taint', tainted, [effect === '' ? `${key}-` : `${key}:${effect}-`]);
    });
  return [onNodes('label', change.nodes, parts), ...removed, onNodes('taint', change.nodes, added)];
}

function taintName(key: string, value: string): string {
  return value === '' ? key : `${key}=${value}`;
}

function onNodes(verb: string, names: readonly string[], parts: readonly string[]): string | null {
  if (names.length === 0 || parts.length === 0) return null;
  return shellCommand(['kubectl', verb, 'nodes', '--overwrite'], [...names, ...parts]);
}
