import type { Resource } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import { hasStatusSubresource } from './prepare-update.ts';

/** A resource with what discovery tells of it. */
export interface ServedResource {
  readonly resource: Resource;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
}

/** Something under an object's path; its kind may be of another group. */
export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

export const RESOURCE_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;

const SHORT_NAMES: Record<string, readonly string[]> = {
  namespaces: ['ns'],
  nodes: ['no'],
  pods: ['po'],
  events: ['ev'],
  services: ['svc'],
  serviceaccounts: ['sa'],
  configmaps: ['cm'],
  limitranges: ['limits'],
  resourcequotas: ['quota'],
  daemonsets: ['ds'],
  poddisruptionbudgets: ['pdb'],
  priorityclasses: ['pc'],
};

const POD_SUBRESOURCES: readonly Subresource[] = [
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
];

function serve(resource: Resource): ServedResource {
  const status: readonly Subresource[] = hasStatusSubresource(resource)
    ? [{ name: 'status', kind: resource.kind, verbs: ['get', 'patch', 'update'] }]
    : [];
  return {
    resource,
    singular: resource.kind.toLowerCase(),
    shortNames: SHORT_NAMES[resource.plural] ?? [],
    categories: ['pods', 'services', 'daemonsets'].includes(resource.plural) ? ['all'] : [],
    subresources: [...(resource.plural === 'pods' ? POD_SUBRESOURCES : []), ...status],
  };
}

export const SERVED_RESOURCES: readonly ServedResource[] = Object.values(RESOURCES).map(serve);

/** A virtual resource that only answers POST: the reviews of authorization and authentication. */
export interface ReviewResource {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

export const REVIEW_RESOURCES: readonly ReviewResource[] = [
  { group: 'authorization.k8s.io', plural: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview' },
  { group: 'authorization.k8s.io', plural: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview' },
  { group: 'authentication.k8s.io', plural: 'selfsubjectreviews', kind: 'SelfSubjectReview' },
];

/** Every group besides the core one, in the order in which discovery lists them. */
export const SERVED_GROUPS: readonly string[] = [
  ...new Set([...SERVED_RESOURCES.map(({ resource }) => resource.group), ...REVIEW_RESOURCES.map(({ group }) => group)]),
].filter((group) => group !== '');

/** The resource by group and plural name. */
export function servedResource(group: string, plural: string): ServedResource | undefined {
  return SERVED_RESOURCES.find(({ resource }) => resource.group === group && resource.plural === plural);
}
