import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { aRecordingSink, silentLogger } from '#lib/testing/fake-api-server-rig.ts';
import { FaultProxy } from '#lib/testing/fault-proxy.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

const DAEMON_SET = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: {
      metadata: { labels: { app: 'agent' } },
      spec: { tolerations: [{ operator: 'Exists' }], containers: [{ name: 'agent', image: 'agent:1' }] },
    },
  },
};

describe('a connection to a real control plane', () => {
  let plane: ControlPlane;
  const open: ClusterConnection[] = [];

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: 5 });
  });
  afterAll(async () => {
    for (const connection of open) await connection.stop();
    await plane.stop();
  });

  const contextOf = (kubeconfig: string): ClusterContext => {
    const [context] = discoverClusters({ kubeconfig, environment: {}, homeDirectory: '/nowhere' }).contexts;
    if (!context) throw new Error('the kubeconfig has no context');
    return context;
  };
  const connect = (context: ClusterContext) => {
    const sink = aRecordingSink();
    const connection = openClusterConnection(context, { clock: systemClock, random: Math.random, logger: silentLogger });
    open.push(connection);
    connection.start(sink);
    return { connection, sink };
  };

  it('[CONNECTION-1] is live with every node, DaemonSet, ControllerRevision and DaemonSet pod, over TLS', async () => {
    const { connection, sink } = connect(contextOf(plane.kubeconfig));
    await until(connection, () => connection.connection().state === 'live' && connection.serverVersion() !== null);
    expect(connection.serverVersion()).toMatch(/^v1\.\d+\.\d+/);
    expect(sink.names('nodes')).toHaveLength(5);
    await plane.kubectl(['create', '--namespace', 'default', '-f', await manifest()]);
    await until(connection, () => sink.names('pods').length === 5);
    expect(sink.names('daemonsets')).toEqual(['agent']);
    expect(sink.names('controllerrevisions')).toHaveLength(1);
    expect(await connection.operations.listPodsOnNode(sink.names('nodes')[0] ?? '')).toHaveLength(1);
    expect((await connection.operations.getDaemonSet('default', 'agent')).metadata.name).toBe('agent');
    expect(
      (await connection.operations.listEvents({ kind: 'DaemonSet', namespace: 'default', name: 'agent' })).length,
    ).toBeGreaterThan(0);
    expect(await connection.operations.reviewAccess({ verb: 'delete', resource: 'pods' })).toMatchObject({ allowed: true });
  });

  it('[CONNECTION-4] follows a restart of the API server: live again within 5 s, nothing lost', async () => {
    const { connection, sink } = connect(contextOf(plane.kubeconfig));
    await until(connection, () => connection.connection().state === 'live');
    const nodes = sink.names('nodes');
    await plane.stopApiServer();
    await until(connection, () => connection.connection().state === 'reconnecting');
    expect(sink.names('nodes')).toEqual(nodes);
    await plane.startApiServer();
    const ready = Date.now();
    await until(connection, () => connection.connection().state === 'live');
    expect(Date.now() - ready).toBeLessThan(5_000);
    await plane.createNodes(1);
    await until(connection, () => sink.names('nodes').length === nodes.length + 1);
  });

  it('[CONNECTION-6] names what RBAC forbids, and sees it once it is granted', async () => {
    const { connection } = connect(contextOf(plane.viewerKubeconfig));
    await until(connection, () => connection.forbidden().length === 4);
    expect(
      connection
        .forbidden()
        .map(({ resource }) => resource)
        .sort(),
    ).toEqual(['controllerrevisions', 'daemonsets', 'nodes', 'pods']);
    expect(connection.synced()).toBe(false);
    expect(connection.connection().problem).toMatch(/is forbidden: User "/);
    const { username } = await connection.operations.reviewSelf();
    await plane.kubectl(['create', 'clusterrole', 'see-nodes', '--verb=get,list,watch', '--resource=nodes']);
    await plane.kubectl(['create', 'clusterrolebinding', 'see-nodes', '--clusterrole=see-nodes', `--user=${username}`]);
    const again = connect(contextOf(plane.viewerKubeconfig));
    await until(again.connection, () => again.connection.connection().state === 'live');
    expect(again.connection.forbidden()).toHaveLength(3);
    expect(again.sink.names('nodes').length).toBeGreaterThanOrEqual(5);
  });

  it('[CONNECTION-13] trusts no certificate that the kubeconfig does not, and a refused token is not let in', async () => {
    const context = contextOf(plane.kubeconfig);
    const stranger = connect({ ...context, certificateAuthority: undefined }).connection;
    await until(stranger, () => stranger.connection().problem !== null);
    expect(stranger.connection()).toMatchObject({
      state: 'connecting',
      problem: expect.stringMatching(/^The TLS connection failed: /),
    });
    const wrongName = connect({ ...context, tlsServerName: 'elsewhere.example' }).connection;
    await until(wrongName, () => wrongName.connection().problem !== null);
    expect(wrongName.connection().problem).toMatch(/^The TLS connection failed: /);
    const refused = connect({ ...context, identification: { method: 'token', token: 'canary-token' } }).connection;
    await until(refused, () => refused.connection().problem !== null);
    expect(refused.connection().problem).toBe('The API server answered 401: Unauthorized');
  });

  it('[CONNECTION-3] behind a path that goes silent is stale within 15 s and live within 5 s of its return', async () => {
    const proxy = await FaultProxy.start(plane.access);
    try {
      const { connection } = connect({
        ...contextOf(plane.kubeconfig),
        server: new URL(proxy.url),
        certificateAuthority: undefined,
      });
      await until(connection, () => connection.connection().state === 'live');
      proxy.blackhole();
      const silent = Date.now();
      await until(connection, () => connection.connection().state === 'stale');
      expect(Date.now() - silent).toBeLessThan(16_000);
      proxy.recover();
      const back = Date.now();
      await until(connection, () => connection.connection().state === 'live');
      expect(Date.now() - back).toBeLessThan(5_000);
    } finally {
      await proxy.close();
    }
  });
});

/** Resolves once the condition holds; checked whenever the connection has news and each turn of a short timer. */
async function until(connection: ClusterConnection, condition: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = () => condition() && resolve();
  const stop = connection.onConnection(check);
  const timer = setInterval(check, 20);
  check();
  await promise;
  clearInterval(timer);
  stop();
}

async function manifest(): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const file = `${await mkdtemp(`${tmpdir()}/rollcall-manifest-`)}/agent.json`;
  await writeFile(file, JSON.stringify(DAEMON_SET));
  return file;
}
