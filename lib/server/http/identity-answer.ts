import 'server-only';
import { type IdentityAnswer, ROLE_TIERS, rightsOfTier, type TierRight } from '#lib/feed/role-tiers.ts';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { findHub } from './find-hub.ts';
import { readQuery } from './read-query.ts';

/** Who the caller is to the API server and which role tiers it has in the whole cluster. Throws Refusal. */
export async function identityAnswer(request: Request, { cluster }: { cluster: string }): Promise<IdentityAnswer> {
  readQuery(request, []);
  const { operations } = actorOf(request, findHub(cluster));
  const tiers = ROLE_TIERS.map(async (tier) => {
    const rights = rightsOfTier(tier);
    const allowed = await Promise.all(rights.map((right) => isAllowed(operations, questionOf(right))));
    const missing = rights.filter((_, index) => allowed[index] !== true);
    return { tier, held: missing.length === 0, missing };
  });
  const [{ username, groups }, held] = await Promise.all([identityOf(operations), Promise.all(tiers)]);
  const whose = callerOf(request).credentialsId() === null ? 'server' : 'own';
  return { username, groups, whose, readOnly: readOnlyReason(cluster), tiers: held };
}

function questionOf({ verb, group, resource: whole }: TierRight): AccessQuestion {
  const [resource = '', subresource] = whole.split('/');
  return { verb, group, resource, ...(subresource === undefined ? {} : { subresource }) };
}
