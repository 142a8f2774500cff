import type { PodTemplateSpec } from './daemon-set.ts';
import type { ObjectMeta } from './object-meta.ts';

/** A ControllerRevision of a DaemonSet: one template that it has had. */
export interface ControllerRevision {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  revision: number;
  /** The patch that the controller stored; `template` carries `$patch: replace` beside the template. */
  data?: { spec?: { template?: PodTemplateSpec & { $patch?: string } } };
  /** Digest of the whole template, made when the object was pruned; see template-digest.ts. */
  templateDigest?: string;
}
