/** One entry of `metadata.ownerReferences`. At most one of them is the controller. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** `metadata` as the API server sends it; times are RFC 3339 strings. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  /** Opaque: equal or not equal, never parsed; it may exceed 2^53. */
  resourceVersion: string;
  generation?: number;
  generateName?: string;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  /**
   * The latest time in `managedFields`, which pruning keeps in its place: of a DaemonSet or a ControllerRevision when anything last changed,
   * of a Node when anything but its status did.
   */
  changedAt?: string;
}

/** Anything the API server stores. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
}

/**
 * The owner that controls this object, or undefined.
 * Mirrors kubernetes/apimachinery pkg/apis/meta/v1/controller_ref.go GetControllerOf, v0.36.
 */
export function controllerOf(object: KubernetesObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** True when the object's controller is the one with this uid (never compared by name). */
export function isControlledBy(object: KubernetesObject, uid: string): boolean {
  return controllerOf(object)?.uid === uid;
}
