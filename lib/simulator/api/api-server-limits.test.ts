import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { ManualClock } from '../clock.ts';
import { RESOURCES } from '../resources.ts';
import { createApiServer, type SimulatedApiServer } from './api-server.ts';
import { openTestWatch, request } from './test-client.ts';

interface ConfigMap extends KubernetesObject {
  readonly data: Record<string, string>;
}

const PODS = '/api/v1/namespaces/default/pods';
const MAX_BACKLOG_LINES = 100;

describe('what the simulated API server does not do', () => {
  let server: SimulatedApiServer;
  let url = '';

  beforeEach(async () => {
    server = createApiServer({ clock: new ManualClock(0), faultsEnabled: true, maxBacklogLines: MAX_BACKLOG_LINES });
    server.api.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
    url = (await server.listen()).url;
  });
  afterEach(() => server.close());

  it('[API-32] a web page of another origin, or under another name for this machine, is refused', async () => {
    const statusFor = async (headers: Record<string, string>) => (await request(url, PODS, { headers })).status;
    expect(await statusFor({ origin: 'http://evil.example' })).toBe(403);
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
    expect(await statusFor({ host: 'localhost:80' })).toBe(200);
  });

  it('[API-33] users cannot delete the namespaces that every cluster has', async () => {
    const refused = await request(url, '/api/v1/namespaces/default', { method: 'DELETE' });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      'namespaces "default" is forbidden: this namespace may not be deleted',
    ]);
  });

  it('[API-34] a watch whose reader takes nothing is cut off once too much waits for it', async () => {
    let settings = server.api.create<ConfigMap>(RESOURCES.configMaps, {
      metadata: { name: 'a', namespace: 'default' },
      data: {},
    });
    const path = '/api/v1/configmaps?watch=true';
    const watch = await openTestWatch(url, path);
    server.faults.disturbWatches('stall');
    for (let write = 0; write < 2 * MAX_BACKLOG_LINES; write++)
      settings = server.api.update(RESOURCES.configMaps, { ...settings, data: { write: String(write) } });
    await watch.closed;
    expect(server.counters.openWatches()).toEqual({});
  });
});
