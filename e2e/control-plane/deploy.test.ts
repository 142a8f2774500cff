import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_TIERS, rightsOfTier } from '#lib/feed/role-tiers.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  await plane.kubectl(['apply', '-f', path.join(DEPLOY, 'roles')]);
});
afterAll(() => plane?.stop());

describe('deploy/ on a real API server', () => {
  it('[DEPLOY-7] every manifest is accepted as it stands', async () => {
    const roles = await plane.kubectl(['apply', '--dry-run=server', '-f', path.join(DEPLOY, 'roles')]);
    expect(roles.trim().split('\n')).toHaveLength(6);
    await plane.kubectl(['create', 'namespace', 'rollcall']);
    const rest = await plane.kubectl([
      'apply',
      '--dry-run=server',
      '--warnings-as-errors',
      '-f',
      path.join(DEPLOY, 'rollcall.yaml'),
    ]);
    expect(rest).toMatch(/deployment.apps\/rollcall created \(server dry run\)/);
  });

  it.each(ROLE_TIERS)(
    '[DEPLOY-8] the API server grants rollcall-%s what the page says of it, cluster-wide and in one Namespace, and nothing else',
    async (tier) => {
      const wanted = rightsOfTier(tier).map(
        ({ verb, resource, group }) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`,
      );
      const [everywhere, inside] = [`${tier}-everywhere`, `${tier}-inside`];
      const role = `--clusterrole=rollcall-${tier}`;
      for (const account of [everywhere, inside])
        await plane.kubectl(['create', 'serviceaccount', account, '--namespace', 'default']);
      await plane.kubectl(['create', 'clusterrolebinding', everywhere, role, `--serviceaccount=default:${everywhere}`]);
      await plane.kubectl([
        'create',
        'rolebinding',
        inside,
        role,
        `--serviceaccount=default:${inside}`,
        '--namespace',
        'default',
      ]);
      expect(await rightsOf(everywhere, 'kube-system')).toEqual(wanted.sort());
      expect(await rightsOf(inside, 'default')).toEqual(wanted.sort());
      expect(await rightsOf(inside, 'kube-system')).toEqual([]);
    },
  );
});

/** What the API server says the account may do there, beside what everybody may. */
async function rightsOf(account: string, namespace: string): Promise<readonly string[]> {
  const asAccount = ['--as', `system:serviceaccount:default:${account}`, '--namespace', namespace];
  const table = await plane.kubectl(['auth', 'can-i', '--list', '--no-headers', ...asAccount]);
  const rights = table.split('\n').flatMap((line) => {
    const [, resource = '', verbs = ''] = /^(\S+) .*\[([^\]]*)\]\s*$/.exec(line) ?? [];
    return resource === '' || resource.startsWith('selfsubject') ? [] : verbs.split(' ').map((verb) => `${verb} ${resource}`);
  });
  return [...new Set(rights)].sort();
}
