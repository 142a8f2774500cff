import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/simulator/clock.ts';
import { FakeApiServer } from '#lib/testing/fake-api-server.ts';
import { aContext, aRecordingSink, silentLogger } from '#lib/testing/fake-api-server-rig.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { openClusterConnection } from './open-cluster-connection.ts';

describe('openClusterConnection', () => {
  let api: FakeApiServer;
  let connection: ClusterConnection;

  beforeEach(async () => {
    api = await FakeApiServer.start();
  });
  afterEach(async () => {
    await connection.stop();
    await api.close();
  });

  it('[CONNECTION-1] is connecting until every resource is listed, then live', async () => {
    api.objects.put('nodes', 'node-1');
    api.objects.put('pods', 'agent-1', { namespace: 'kube-system' });
    const clock = new ManualClock(Date.parse('2026-01-01T00:00:00Z'));
    connection = openClusterConnection(aContext(api.url), { clock, random: () => 0, logger: silentLogger });
    const sink = aRecordingSink();
    expect(connection.connection().state).toBe('connecting');
    connection.start(sink);
    await reached(connection, () => connection.connection().state === 'live' && connection.serverVersion() !== null);
    expect(connection.synced()).toBe(true);
    expect(sink.names('nodes')).toEqual(['node-1']);
    expect(sink.names('pods')).toEqual(['agent-1']);
    expect(connection.serverVersion()).toBe('v1.36.1');
  });
});

function reached(connection: ClusterConnection, condition: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = () => condition() && resolve();
  const stop = connection.onConnection(check);
  check();
  return promise.finally(stop);
}
