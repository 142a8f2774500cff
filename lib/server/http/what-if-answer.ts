import 'server-only';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { compilePlacement } from '#lib/rollout/placement.ts';
import { whatIf } from '#lib/rollout/what-if.ts';
import { changedNodes, type NodeChange } from '#lib/rollout/what-if-change.ts';
import { whatIfCommands } from '#lib/rollout/what-if-commands.ts';
import { readNodeChanges, readSchedulingChange } from '#lib/rollout/what-if-request.ts';
import { daemonSetNotFound } from './find-daemon-set.ts';
import { findReadyHub } from './find-hub.ts';
import { invalidBody, readInput } from './read-input.ts';
import { readName, readNamespace } from './read-names.ts';
import { reasonText } from './reason-text.ts';

interface Reference {
  readonly namespace: string;
  readonly name: string;
}

const MOST_VERDICTS = 1_000;

/** True for `{namespace, name}` and nothing else: a DaemonSet of the cluster. */
export function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false;
  const { namespace, name } = value as Partial<Reference>;
  return typeof namespace === 'string' && typeof name === 'string' && Object.keys(value).length === 2;
}

/**
 * `{asOf, template, whatIf, verdicts, others, commands}`: what follows when `template` replaces what decides placement and
 * `changes` are made to Nodes. `verdicts` are those that differ, first 1,000; `others` the other DaemonSets that the changes
 * of Nodes touch; `template` is the one in force. Throws Refusal.
 */
export async function whatIfAnswer(cluster: string, body: Readonly<Record<string, unknown>>, reference: Reference) {
  if (body.nodes !== undefined) throw invalidBody('nodes', 'nodes cannot be given for a daemonSet of the cluster; use changes.');
  const [namespace, name] = [readNamespace(reference.namespace), readName(reference.name)];
  const { hub } = await findReadyHub(cluster);
  const { rollout } = hub;
  const uid = rollout.uidOf(namespace, name);
  const daemonSet = uid === undefined ? undefined : rollout.daemonSet(uid);
  if (uid === undefined || daemonSet === undefined) throw daemonSetNotFound(namespace, name);
  const nodes = rollout.nodes();
  const { scheduling, changes } = readInput(() => ({
    scheduling: body.template === undefined ? {} : readSchedulingChange(body.template, 'template'),
    changes: body.changes === undefined ? [] : readNodeChanges(body.changes, 'changes', (node) => nodes.has(node)),
  }));
  const hasPod = (node: string) => (rollout.nodeRollout(uid, node)?.pods.length ?? 0) > 0;
  const { verdicts, ...effect } = whatIf({ daemonSet, nodes, hasPod, scheduling, changes });
  const { nodeSelector = {}, affinity = null, tolerations = [] } = daemonSet.spec.template.spec;
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    template: { spec: { nodeSelector, affinity, tolerations } },
    whatIf: effect,
    verdicts: verdicts.slice(0, MOST_VERDICTS).map(({ node, after }) => {
      const reasons = after.reasons.map((reason) => ({ text: reasonText(reason), ...reason }));
      return { node, ...after, reasons };
    }),
    others: othersOf(rollout, changes, uid),
    commands: whatIfCommands({ daemonSet, nodes, scheduling, changes }),
  };
}

function othersOf(rollout: ClusterRollout, changes: readonly NodeChange[], uid: string) {
  const nodes = rollout.nodes();
  const touched = [...changedNodes(nodes, changes)].flatMap(([name, after]) => {
    const before = nodes.get(name);
    return before === undefined ? [] : [{ before, after }];
  });
  if (touched.length === 0) return [];
  const daemonSets = [...rollout.summaries().keys()].flatMap((other) => (other === uid ? [] : (rollout.daemonSet(other) ?? [])));
  return daemonSets.flatMap((daemonSet: DaemonSet) => {
    const placementOf = compilePlacement(daemonSet.spec.template);
    const moves = touched.map(
      ({ before, after }) => Number(placementOf(after).shouldRun) - Number(placementOf(before).shouldRun),
    );
    const gained = moves.filter((move) => move > 0).length;
    const lost = moves.filter((move) => move < 0).length;
    const { namespace = '', name } = daemonSet.metadata;
    return gained + lost === 0 ? [] : [{ namespace, name, gained, lost }];
  });
}
