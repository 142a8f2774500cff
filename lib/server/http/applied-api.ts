import 'server-only';
import { stringify } from 'yaml';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { correctedManifest } from '#lib/kubernetes/removed-api.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A DaemonSet whose manifest is of an API version that is gone: the next `kubectl apply` of it fails. */
export interface RemovedApi {
  readonly apiVersion: string;
  /** The members that the manifest must say instead, as YAML; all others stay as they are. */
  readonly corrected: string;
}

/**
 * Whether the manifest that was last applied is of a removed API version. Nothing else of that manifest is told: it may hold
 * secrets. The corrected members are those of the DaemonSet as it is.
 */
export function removedApiOf(whole: RawObject, { metadata, spec }: DaemonSet): RemovedApi | null {
  const { annotations } = whole.metadata as { readonly annotations?: Readonly<Record<string, unknown>> };
  const apiVersion = apiVersionIn(annotations?.[LAST_APPLIED]);
  if (apiVersion === null || correctedManifest({ apiVersion }) === null) return null;
  const { selector, updateStrategy } = spec;
  const corrected = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: metadata.name, namespace: metadata.namespace },
    spec: { selector, updateStrategy },
  };
  return { apiVersion, corrected: stringify(corrected) };
}

function apiVersionIn(manifest: unknown): string | null {
  if (typeof manifest !== 'string') return null;
  try {
    const applied: unknown = JSON.parse(manifest);
    const isObject = typeof applied === 'object' && applied !== null && 'apiVersion' in applied;
    return isObject && typeof applied.apiVersion === 'string' ? applied.apiVersion : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
