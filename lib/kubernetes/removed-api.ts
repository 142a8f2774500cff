const REMOVED = new Map([
  ['extensions/v1beta1', 'OnDelete'],
  ['apps/v1beta2', 'RollingUpdate'],
]);

/**
 * The same DaemonSet for apps/v1 when `manifest` is of an API version that Kubernetes 1.16 removed, else null. What the old
 * version filled in by itself is written out: its update strategy (OnDelete in extensions/v1beta1) and the selector.
 * Mirrors kubernetes/kubernetes pkg/apis/extensions/v1beta1/defaults.go SetDefaults_DaemonSet, v1.15.
 */
export function correctedManifest(manifest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null {
  const strategy = typeof manifest.apiVersion === 'string' ? REMOVED.get(manifest.apiVersion) : undefined;
  if (strategy === undefined) return null;
  const { status: _status, ...rest } = manifest;
  const { templateGeneration: _generation, ...spec } = objectOr(rest.spec);
  const labels = objectOr(objectOr(objectOr(spec.template).metadata).labels);
  const filled = { selector: { matchLabels: labels }, updateStrategy: { type: strategy } };
  return { ...rest, apiVersion: 'apps/v1', spec: { ...filled, ...spec } };
}

function objectOr(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
