import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
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

  it('[DEPLOY-8] the API server grants each tier what it names, cluster-wide and in one Namespace, and nothing that is forbidden to all', async () => {
    await plane.kubectl(['apply', '-f', path.join(DEPLOY, 'roles')]);
    for (const tier of ['view', 'roller']) {
      const account = ['create', 'serviceaccount', tier, '--namespace', 'default'];
      await plane.kubectl(account);
    }
    await plane.kubectl(['create', 'clusterrolebinding', 'v', '--clusterrole=rollcall-view', '--serviceaccount=default:view']);
    const inOne = ['create', 'rolebinding', 'r', '--clusterrole=rollcall-roller', '--serviceaccount=default:roller'];
    await plane.kubectl([...inOne, '--namespace', 'default']);
    const can = async (who: string, ...asked: string[]) =>
      (
        await plane
          .kubectl(['auth', 'can-i', ...asked, '--as', `system:serviceaccount:default:${who}`])
          .catch((refusal: { stdout?: string }) => refusal.stdout ?? '')
      ).trim();
    expect([
      await can('view', 'watch', 'pods', '-A'),
      await can('view', 'list', 'events', '-A'),
      await can('view', 'get', 'secrets', '-A'),
      await can('view', 'delete', 'pods', '-A'),
      await can('roller', 'delete', 'pods', '--namespace', 'default'),
      await can('roller', 'create', 'pods', '--subresource', 'eviction', '--namespace', 'default'),
      await can('roller', 'delete', 'pods', '--namespace', 'kube-system'),
      await can('roller', 'patch', 'daemonsets', '--namespace', 'default'),
    ]).toEqual(['yes', 'yes', 'no', 'no', 'yes', 'yes', 'no', 'no']);
  });
});
