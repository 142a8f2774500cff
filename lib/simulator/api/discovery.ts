import type { JsonObject } from './json.ts';
import {
  RESOURCE_VERBS,
  REVIEW_RESOURCES,
  type ReviewResource,
  SERVED_GROUPS,
  SERVED_RESOURCES,
  type ServedResource,
  type Subresource,
} from './served-resources.ts';

const gitVersion = 'v1.36.1';

/** GET /version. */
export const VERSION_DOCUMENT: JsonObject = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion,
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'simulated',
  compiler: 'none',
  platform: 'simulated',
};

const servedIn = (group: string) => SERVED_RESOURCES.filter(({ resource }) => resource.group === group);
const reviewsIn = (group: string) => REVIEW_RESOURCES.filter((review) => review.group === group);

/** GET /api. */
export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

const groupVersion = (group: string) => ({ groupVersion: `${group}/v1`, version: 'v1' });

/** GET /apis. */
export function groupList(): JsonObject {
  const groups = SERVED_GROUPS.map((name) => ({ name, versions: [groupVersion(name)], preferredVersion: groupVersion(name) }));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** GET /apis/GROUP; undefined for a group that is not served. */
export function group(name: string): JsonObject | undefined {
  if (!SERVED_GROUPS.includes(name)) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', name, versions: [groupVersion(name)], preferredVersion: groupVersion(name) };
}

/** GET /api/v1 and /apis/GROUP/v1; undefined for a group that is not served. */
export function resourceList(name: string): JsonObject | undefined {
  if (name !== '' && !SERVED_GROUPS.includes(name)) return undefined;
  const resources = [...servedIn(name).flatMap(classicEntries), ...reviewsIn(name).map(classicReview)];
  return {
    kind: 'APIResourceList',
    ...(name === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: name === '' ? 'v1' : `${name}/v1`,
    resources,
  };
}

function classicEntries(served: ServedResource): readonly JsonObject[] {
  const { resource, singular, shortNames, categories } = served;
  const entry = {
    name: resource.plural,
    singularName: singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: RESOURCE_VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const subresource = ({ name, kind, group: ofGroup, version, verbs }: Subresource) => ({
    name: `${resource.plural}/${name}`,
    singularName: '',
    namespaced: resource.namespaced,
    ...(ofGroup && version ? { group: ofGroup, version } : {}),
    kind,
    verbs,
  });
  return [entry, ...served.subresources.map(subresource)];
}

const classicReview = ({ plural, kind }: ReviewResource) => ({
  name: plural,
  singularName: kind.toLowerCase(),
  namespaced: false,
  kind,
  verbs: ['create'],
});

/** The aggregated form of /api (`core`) or /apis. Mirrors apidiscovery.k8s.io/v2 APIGroupDiscoveryList. */
export function aggregatedDiscovery(core: boolean): JsonObject {
  const items = (core ? [''] : SERVED_GROUPS).map((name) => ({
    metadata: { ...(name === '' ? {} : { name }), creationTimestamp: null },
    versions: [
      {
        version: 'v1',
        freshness: 'Current',
        resources: [...servedIn(name).map(aggregatedEntry), ...reviewsIn(name).map(aggregatedReview)],
      },
    ],
  }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function aggregatedEntry({ resource, singular, shortNames, categories, subresources }: ServedResource): JsonObject {
  const own = { group: resource.group, version: resource.version };
  return {
    resource: resource.plural,
    responseKind: { ...own, kind: resource.kind },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: RESOURCE_VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0
      ? {
          subresources: subresources.map(({ name, kind, group: ofGroup, version, verbs }) => ({
            subresource: name,
            responseKind: { group: ofGroup ?? own.group, version: version ?? own.version, kind },
            verbs,
          })),
        }
      : {}),
  };
}

const aggregatedReview = ({ group: ofGroup, plural, kind }: ReviewResource) => ({
  resource: plural,
  responseKind: { group: ofGroup, version: 'v1', kind },
  scope: 'Cluster',
  singularResource: kind.toLowerCase(),
  verbs: ['create'],
});
