import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { targetNodeOf } from './target-node.ts';

/** Where a Pod counts: the object that controls it and the Node it runs on or is pinned to. */
export interface PodPlace {
  readonly owner: string;
  readonly node: string;
}

/** All Pods by owner and Node, whether or not either of them is known yet. */
export interface PodIndex {
  /** Stores a Pod in place of an older one of the same uid or name; answers the places that changed. */
  set(pod: Pod): readonly PodPlace[];
  delete(uid: string): readonly PodPlace[];
  podsOn(place: PodPlace): readonly Pod[];
  /** The names of all Nodes on which this owner has Pods; the Nodes need not exist. */
  nodesOf(owner: string): Iterable<string>;
  /** Every Pod, of any owner and of none. */
  all(): Iterable<Pod>;
}

/** The key of an owner. Owner references never cross a Namespace, so a forged one in another Namespace finds nothing. */
export function ownerKey(namespace: string | undefined, uid: string): string {
  return `${namespace ?? ''}/${uid}`;
}

/** Makes an empty PodIndex. */
export function createPodIndex(): PodIndex {
  const pods = new Map<string, { readonly pod: Pod; readonly place: PodPlace | null }>();
  const uids = new Map<string, string>();
  const owners = new Map<string, Map<string, Map<string, Pod>>>();

  function remove(uid: string): readonly PodPlace[] {
    const known = pods.get(uid);
    if (known === undefined) {
      return [];
    }
    pods.delete(uid);
    uids.delete(nameOf(known.pod));
    return known.place === null ? [] : [unlink(uid, known.place)];
  }

  function unlink(uid: string, place: PodPlace): PodPlace {
    const nodes = owners.get(place.owner);
    const onNode = nodes?.get(place.node);
    onNode?.delete(uid);
    if (onNode?.size === 0) {
      nodes?.delete(place.node);
    }
    if (nodes?.size === 0) {
      owners.delete(place.owner);
    }
    return place;
  }

  function link(pod: Pod, place: PodPlace): PodPlace {
    const nodes = getOrMake(owners, place.owner, () => new Map<string, Map<string, Pod>>());
    getOrMake(nodes, place.node, () => new Map<string, Pod>()).set(pod.metadata.uid, pod);
    return place;
  }

  return {
    set(pod) {
      const { uid } = pod.metadata;
      const predecessor = uids.get(nameOf(pod));
      const left = [...(predecessor === undefined || predecessor === uid ? [] : remove(predecessor)), ...remove(uid)];
      const place = placeOf(pod);
      pods.set(uid, { pod, place });
      uids.set(nameOf(pod), uid);
      return place === null ? left : [...left, link(pod, place)];
    },
    delete: remove,
    podsOn: ({ owner, node }) => [...(owners.get(owner)?.get(node)?.values() ?? [])],
    nodesOf: (owner) => owners.get(owner)?.keys() ?? [],
    all: () => pods.values().map(({ pod }) => pod),
  };
}

function placeOf(pod: Pod): PodPlace | null {
  const controller = controllerOf(pod);
  const node = targetNodeOf(pod);
  return controller === undefined || node === null ? null : { owner: ownerKey(pod.metadata.namespace, controller.uid), node };
}

function nameOf(pod: Pod): string {
  return `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}
