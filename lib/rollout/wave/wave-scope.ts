import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import { makeExactFilter, readExactFilter } from './exact-filter.ts';
import { stalePodOn, type WaveNode } from './wave-facts.ts';
import type { WaveScope } from './wave-record.ts';

/** More names than fill this many characters are kept as a filter, which forgets their order. */
const MOST_NAME_CHARACTERS = 2_000;

/**
 * The scope of a wave over the stale Pods of the Nodes in `chosen`, in this order. `nodes` are all Nodes of the cluster,
 * so that a scope without names tells the chosen Pods from every other.
 */
export function makeScope(nodes: Iterable<WaveNode>, chosen: readonly WaveNode[]): WaveScope {
  const pods = chosen.flatMap((node) => stalePodOn(node) ?? []);
  const newest = pods.reduce((latest, pod) => later(latest, pod.createdAt), '');
  const names = chosen.map(({ name }) => name);
  if (fits(names)) return { kind: 'nodes', newest, names };
  const members = new Set(pods.map(({ uid }) => uid));
  const others = [...nodes].flatMap(({ rollout }) => rollout.pods.flatMap(({ uid }) => (members.has(uid) ? [] : [uid])));
  return { kind: 'filter', newest, filter: makeExactFilter(members, others) };
}

/** Whether the Pod on this Node belongs to the scope. Throws RangeError when the scope cannot be read. */
export function compileScope(scope: WaveScope): (node: string, pod: DaemonPod) => boolean {
  const newest = Date.parse(scope.newest);
  const isOld = ({ createdAt }: DaemonPod) => Date.parse(createdAt) <= newest;
  switch (scope.kind) {
    case 'all':
      return (_node, pod) => isOld(pod);
    case 'nodes': {
      const names = new Set(scope.names);
      return (node, pod) => names.has(node) && isOld(pod);
    }
    case 'filter': {
      const isMember = readExactFilter(scope.filter);
      return (_node, pod) => isOld(pod) && isMember(pod.uid);
    }
  }
}

function fits(names: readonly string[]): boolean {
  return names.reduce((sum, name) => sum + name.length + 3, 0) <= MOST_NAME_CHARACTERS;
}

function later(a: string, b: string): string {
  return a === '' || Date.parse(b) > Date.parse(a) ? b : a;
}
