/** The ClusterRoles of deploy/, each a step further than the one before. */
export const ROLE_TIERS = ['view', 'logs', 'roller', 'operator', 'breaker'] as const;
export type RoleTier = (typeof ROLE_TIERS)[number];

/** One right as RBAC has it; `cluster`: it cannot be given for one Namespace. */
export interface TierRight {
  readonly verb: string;
  readonly group: string;
  /** With its subresource, as `pods/log`. */
  readonly resource: string;
  readonly scope: 'cluster' | 'namespace';
}

type Rule = readonly [group: string, resources: readonly string[], verbs: readonly string[], scope?: 'cluster'];

const RULES: Readonly<Record<RoleTier, readonly Rule[]>> = {
  view: [
    ['apps', ['daemonsets'], ['get', 'list', 'watch']],
    ['apps', ['controllerrevisions'], ['list', 'watch']],
    ['', ['pods'], ['get', 'list', 'watch']],
    ['', ['nodes'], ['get', 'list', 'watch'], 'cluster'],
    // The API server takes a Namespace for a part of itself: a RoleBinding in it is enough.
    ['', ['namespaces'], ['get']],
    ['', ['events', 'services'], ['list']],
    ['policy', ['poddisruptionbudgets'], ['list']],
    ['coordination.k8s.io', ['leases'], ['get']],
  ],
  logs: [['', ['pods/log'], ['get']]],
  roller: [
    ['', ['pods'], ['delete']],
    ['', ['pods/eviction', 'events'], ['create']],
    ['apps', ['controllerrevisions'], ['get']],
    ['coordination.k8s.io', ['leases'], ['list', 'create', 'update']],
  ],
  operator: [
    ['apps', ['daemonsets'], ['patch']],
    ['apps', ['controllerrevisions'], ['get']],
  ],
  breaker: [
    ['apps', ['daemonsets'], ['delete']],
    ['', ['nodes'], ['patch', 'delete'], 'cluster'],
    ['', ['namespaces'], ['patch']],
  ],
};

/** What a tier adds to the one before, one right at a time. */
export function rightsOfTier(tier: RoleTier): readonly TierRight[] {
  return RULES[tier].flatMap(([group, resources, verbs, scope]) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, scope: scope ?? 'namespace' }) as const)),
  );
}

/** Who the caller is to the API server, which tiers it has in the whole cluster and what it lacks for the others. */
export interface IdentityAnswer {
  readonly username: string;
  readonly groups: readonly string[];
  /** Whose rights these are: the caller's own, or those that the server lends to everybody who has signed in. */
  readonly whose: 'own' | 'server';
  readonly readOnly: 'flag' | 'inCluster' | null;
  readonly tiers: readonly {
    readonly tier: RoleTier;
    readonly held: boolean;
    readonly missing: readonly TierRight[];
  }[];
}
