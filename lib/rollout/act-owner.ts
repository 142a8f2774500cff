import type { OwnerReference } from '#lib/kubernetes/object-meta.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';

/** Where an object says who keeps it. */
export interface ManagedMeta {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ownerReferences: readonly OwnerReference[];
  /** Field managers of the object but for its status. */
  readonly managers: readonly string[];
}

const MOST_WARNINGS = 3;

/** Tools by a label or annotation whose value names what they made it from. */
const MARKS: readonly { readonly in: 'labels' | 'annotations'; readonly key: string; readonly by: string }[] = [
  { in: 'annotations', key: 'argocd.argoproj.io/tracking-id', by: 'Argo CD' },
  { in: 'labels', key: 'argocd.argoproj.io/instance', by: 'Argo CD' },
  { in: 'labels', key: 'kustomize.toolkit.fluxcd.io/name', by: 'Flux Kustomization' },
  { in: 'labels', key: 'helm.toolkit.fluxcd.io/name', by: 'Flux HelmRelease' },
  { in: 'annotations', key: 'meta.helm.sh/release-name', by: 'Helm release' },
  { in: 'labels', key: 'addonmanager.kubernetes.io/mode', by: 'addon manager' },
  { in: 'labels', key: 'olm.owner', by: 'OLM' },
];
/** Field managers that put back what they applied. */
const MANAGERS: readonly { readonly name: RegExp; readonly by: string }[] = [
  { name: /^argocd-/, by: 'Argo CD' },
  { name: /^kustomize-controller$/, by: 'Flux' },
  { name: /^helm-controller$/, by: 'Flux' },
  { name: /^fleetagent$/, by: 'Fleet' },
  { name: /operator/i, by: '' },
];

/** Who may undo a change, one warning each: owners, GitOps tools, package managers and operators, as far as the object tells. */
export function ownerWarnings(meta: ManagedMeta): readonly Message[] {
  const owners = meta.ownerReferences.map(({ kind, name }) => `${kind} ${name}`);
  const marked = MARKS.flatMap((mark) => {
    const value = Object.hasOwn(meta[mark.in], mark.key) ? meta[mark.in][mark.key] : undefined;
    return value === undefined ? [] : [`${mark.by} ${value}`.trim()];
  });
  const helm = meta.labels['app.kubernetes.io/managed-by'];
  const labelled = helm === undefined || marked.some((by) => by.startsWith(helm)) ? [] : [helm];
  const managing = meta.managers.flatMap((manager) => {
    const known = MANAGERS.find(({ name }) => name.test(manager));
    return known === undefined ? [] : [known.by === '' ? manager : known.by];
  });
  const found = [...new Set([...owners, ...marked, ...labelled, ...managing])];
  const distinct = found.filter((by) => !found.some((other) => other !== by && other.startsWith(`${by} `)));
  return distinct.slice(0, MOST_WARNINGS).map((by) => modelMessage('act.managedBy', { by }));
}
