import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';

const SOON = { withinMs: 30_000, pollMs: 500 };
const BIND = ['create', 'clusterrolebinding', 'viewers', '--clusterrole=rollcall-view', '--user=viewer'];

let plane: ControlPlane;
let dashboard: Dashboard;

beforeAll(async () => {
  plane = await startControlPlane({ nodes: 1 });
  await plane.kubectl(['apply', '-f', path.join(import.meta.dirname, '../../deploy/roles')]);
  await plane.kubectl(['apply', '-f', path.join(import.meta.dirname, 'manifests', 'small.yaml')]);
  const environment = { ROLLCALL_SIGN_IN: 'user', ROLLCALL_TOKEN: '' };
  dashboard = await startDashboard({ kubeconfig: plane.kubeconfig, environment });
});
afterAll(async () => {
  await dashboard?.stop();
  await plane?.stop();
});

async function ask(requestPath: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { authorization: `Bearer ${plane.viewer.token}`, 'content-type': 'application/json', ...init.headers };
  const answer = await fetch(dashboard.url + requestPath, { ...init, headers });
  return { status: answer.status, text: await answer.text() };
}

const until = (status: number) =>
  eventually(`status ${status}`, SOON, async () => (await ask('/api/clusters')).status === status);

describe('users with tokens of their own on a real control plane', () => {
  it('[USER-6] are let in with the rights of rollcall-view, act with their own rights, and are out when these are taken', async () => {
    expect((await ask('/api/clusters', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    const before = await ask('/api/clusters');
    expect([before.status, before.text]).toEqual([401, expect.stringContaining('the ClusterRole rollcall-view allows it')]);
    const inside = ['create', 'rolebinding', 'inside', '--clusterrole=rollcall-view', '--user=viewer', '--namespace', 'default'];
    await plane.kubectl(inside);
    const inOneNamespace = await ask('/api/clusters');
    expect([inOneNamespace.status, inOneNamespace.text]).toEqual([401, expect.stringMatching(/may not list .*--namespace/)]);
    await plane.kubectl(BIND);
    await until(200);
    const identity = await ask('/api/c/rollcall/identity');
    expect(JSON.parse(identity.text)).toMatchObject({
      username: 'viewer',
      whose: 'own',
      tiers: [{ tier: 'view', held: true }, { held: false }, {}, {}, {}],
    });
    const uid = await plane.kubectl(['get', 'daemonset', 'small', '-o', 'jsonpath={.metadata.uid}']);
    const act = { method: 'POST', body: JSON.stringify({ act: 'restart', uid }) };
    const refused = await ask('/api/c/rollcall/daemonsets/default/small/acts', act);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('patch daemonsets.apps')]);
    await plane.kubectl(['delete', 'clusterrolebinding', 'viewers']);
    await until(401);
  });
});
