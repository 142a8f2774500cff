import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_TIERS, rightsOfTier } from '#lib/feed/role-tiers.ts';
import { World } from '#lib/testing/contract/world.ts';
import { startControlPlane } from './control-plane.ts';
import { startBrowser } from './support/browser.ts';
import { applyRoles, rightsOfRole } from './support/role-tiers.ts';
import { ACTS_OF_TIER, CLUSTER_ACTS } from './support/tier-acts.ts';
import { type Visit, type VisitedCluster, visit } from './support/tier-visit.ts';

/** As API servers before 1.34 begin: with a list, then a watch. */
const LISTS_FIRST = 'WatchList=false';
/** Everybody may ask what they may do: Kubernetes gives it to whoever has signed in. */
const OF_EVERYBODY = ['create selfsubjectaccessreviews.authorization.k8s.io', 'create selfsubjectreviews.authentication.k8s.io'];
const NEVER =
  /^(deletecollection|impersonate|escalate|bind) | (secrets|configmaps|serviceaccounts)[./]|\/(exec|attach|portforward|proxy|ephemeralcontainers|token)\./;
/** The widest scope is tried once for each of them, then the Namespace. */
const WATCHED = ['pods.', 'daemonsets.apps', 'controllerrevisions.apps'];

/** What could make room on a Node is told to who sees all of its Pods. */
const OF_WHOLE_NODES = 'list poddisruptionbudgets.policy';

let where: VisitedCluster;
let browser: Browser;

beforeAll(async () => {
  const plane = await startControlPlane({ audit: 'service-accounts', featureGates: LISTS_FIRST });
  const world = new World(plane.access);
  const [namespace, pool] = await Promise.all([world.namespace(), world.nodes(3), applyRoles(plane)]);
  where = { plane, world, namespace, pool };
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  where?.world.api.close();
  await where?.plane.stop();
});

const actsOf = (tiers: readonly string[]) => new Set<string>(tiers.flatMap((tier) => ACTS_OF_TIER[tier] ?? []));

function verdict({ requests, surprises }: Visit, granted: readonly string[]) {
  const may = new Set([...granted, ...OF_EVERYBODY]);
  const used = new Set(requests.filter(({ allowed }) => allowed).map(({ right }) => right));
  return {
    surprises,
    refused: requests.filter(({ allowed }) => !allowed).map(({ right, uri }) => `${right} ${uri}`),
    notGranted: [...used].filter((right) => !may.has(right)),
    unused: [...new Set(granted)].filter((right) => !used.has(right)),
    forbidden: requests.filter(({ right }) => NEVER.test(right)),
  };
}

const RIGHT = { surprises: [], refused: [], notGranted: [], unused: [], forbidden: [] };

describe('the API server’s audit log of everything that can be done', () => {
  it.each(ROLE_TIERS)(
    '[AUDIT-1] %s in the whole cluster uses every right that it is granted and tries no other',
    async (tier) => {
      const everywhere = tier === 'view' ? ['view'] : ['view', tier];
      const looksToo = tier === 'view' || tier === 'roller' ? { browser } : {};
      const visitor = { account: tier, everywhere, mayDo: actsOf([tier]), rolls: tier === 'operator', ...looksToo };
      expect(verdict(await visit(where, visitor), everywhere.flatMap(rightsOfRole))).toEqual(RIGHT);
    },
  );

  it.each([
    ['the right to look', ['view']],
    ['every tier', ROLE_TIERS],
  ])('[AUDIT-2] %s in one Namespace: all of it is used there, and nothing is tried elsewhere', async (_, roles) => {
    const mayDo = new Set([...actsOf(roles)].filter((act) => !CLUSTER_ACTS.has(act)));
    const { namespace } = where;
    const visitor = { account: `in-one-${roles.length}`, everywhere: ['view-nodes'], inside: { namespace, roles }, mayDo };
    const search = roles.length > 1 ? { waitFor: 'list leases.coordination.k8s.io' } : {};
    const { refused, ...rest } = verdict(await visit(where, { ...visitor, ...search }), [
      ...rightsOfRole('view-nodes'),
      ...ROLE_TIERS.filter((tier) => roles.includes(tier)).flatMap((tier) =>
        rightsOfTier(tier).flatMap(({ verb, resource, group, scope }) =>
          scope === 'namespace' ? [`${verb} ${resource}.${group}`] : [],
        ),
      ),
    ]);
    const { refused: _refused, ...right } = RIGHT;
    expect(rest).toEqual({ ...right, unused: roles.length > 1 ? [] : [OF_WHOLE_NODES] });
    expect(refused.map((request) => request.split(' ').slice(0, 2).join(' ')).sort()).toEqual(
      WATCHED.map((resource) => `watch ${resource}`).sort(),
    );
  });
});
