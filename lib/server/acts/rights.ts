import 'server-only';
import type { ActName, ActRequest, MissingRight, NodeAct, NodeActRequest, PodRights } from '#lib/feed/act.ts';
import type { WaveSettings } from '#lib/feed/wave.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';

/** The DaemonSet that an act is about. */
export interface ActPlace {
  readonly namespace: string;
  readonly name: string;
}

type Rights = (place: ActPlace) => readonly AccessQuestion[];

const patchDaemonSet: Rights = ({ namespace, name }) => [
  { verb: 'patch', group: 'apps', resource: 'daemonsets', namespace, name },
];
const deletePods: Rights = ({ namespace }) => [{ verb: 'delete', resource: 'pods', namespace }];
const evictPods: Rights = ({ namespace }) => [{ verb: 'create', resource: 'pods', subresource: 'eviction', namespace }];
const patchNodes: Rights = () => [{ verb: 'patch', resource: 'nodes' }];
const leases: Rights = ({ namespace }) =>
  ['get', 'create', 'update'].map((verb) => ({ verb, group: 'coordination.k8s.io', resource: 'leases', namespace }));

const RIGHTS: Readonly<Record<ActName, Rights>> = {
  deleteStale: deletePods,
  deletePod: deletePods,
  evictPod: evictPods,
  restart: patchDaemonSet,
  undo: patchDaemonSet,
  pause: patchDaemonSet,
  resume: patchDaemonSet,
  setBudget: patchDaemonSet,
  cordon: patchNodes,
  uncordon: patchNodes,
  deleteNode: () => [{ verb: 'delete', resource: 'nodes' }],
  deleteDaemonSet: ({ namespace, name }) => [{ verb: 'delete', group: 'apps', resource: 'daemonsets', namespace, name }],
  // The API server takes a Namespace for a part of itself: a RoleBinding in it is enough.
  clearProjectNodeSelector: ({ namespace }) => [{ verb: 'patch', resource: 'namespaces', namespace, name: namespace }],
};

/** The rights without which the API server refuses the act. */
export function rightsFor(act: ActName, place: ActPlace): readonly AccessQuestion[] {
  return RIGHTS[act](place);
}

/** The rights for a wave: one by eviction takes others than one by deletion. */
export function rightsForWave(by: WaveSettings['by'], place: ActPlace): readonly AccessQuestion[] {
  return [...(by === 'eviction' ? evictPods : deletePods)(place), ...leases(place)];
}

/** The rights for one request: an eviction may be about a Pod in another Namespace. */
export function rightsOfRequest(asked: ActRequest, place: ActPlace): readonly AccessQuestion[] {
  if (asked.act === 'evictPod') return evictPods({ ...place, namespace: asked.pod.namespace ?? place.namespace });
  return RIGHTS[asked.act](place);
}

/** The rights for one request about a Node or a Pod on it. */
export function rightsOfNodeRequest(asked: NodeActRequest): readonly AccessQuestion[] {
  return asked.act === 'evictPod' ? rightsForPods('evictPod', asked.pod.namespace) : rightsForNode(asked.act);
}

/** The rights for an act on a Node, which belongs to no Namespace. */
export function rightsForNode(act: NodeAct['act']): readonly AccessQuestion[] {
  return RIGHTS[act]({ namespace: '', name: '' });
}

/** The rights for an act on Pods of this Namespace, or with '' on those of every Namespace. */
export function rightsForPods(act: keyof PodRights, namespace: string): readonly AccessQuestion[] {
  return RIGHTS[act]({ namespace, name: '' });
}

/** The right as kubectl prints it. */
export function missingRight({ verb, group, resource, subresource, namespace }: AccessQuestion): MissingRight {
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
  return { verb, resource: group ? `${whole}.${group}` : whole, namespace: namespace ?? null };
}
