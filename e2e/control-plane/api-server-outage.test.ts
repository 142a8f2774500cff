import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { startBrowser } from './support/browser.ts';
import { kubectlCounts, pageCounts } from './support/counts.ts';
import { DaemonSetPage } from './support/daemon-set-page.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';
import { freeze } from './support/freeze.ts';
import type { PageSample } from './support/page-probe.ts';
import { startTcpGateway, type TcpGateway } from './support/tcp-gateway.ts';

const NODES = 24;
const OUTAGE_MS = 30_000;
const STALE_WITHIN_MS = 15_000;
/** Until the word has reached the page, on a busy machine. */
const MARGIN_MS = 1_500;
const LIVE_WITHIN_MS = 10_000;
/** Nodes, DaemonSets, ControllerRevisions, Pods, the probe, and Leases of waves. */
const RESOURCES = 6;
/** In each half minute. */
const ATTEMPTS_PER_RESOURCE = 12;

/** Takes the API server away; resolves to what brings it back, which resolves when it answers again. */
type Outage = (plane: ControlPlane) => Promise<() => Promise<void>>;

const STOPPED: Outage = async (plane) => {
  await plane.stopApiServer();
  return () => plane.startApiServer();
};

/** It still accepts connections, and never answers. */
const FROZEN: Outage = async (plane) => {
  const thaw = await freeze(plane, 'kube-apiserver');
  return async () => {
    thaw();
    await eventually('an answer', { withinMs: 20_000 }, async () => (await plane.kubectl(['get', '--raw', '/readyz'])) === 'ok');
  };
};

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

describe('an API server that is away for half a minute', () => {
  it.concurrent.each([
    ['stopped', STOPPED],
    ['frozen', FROZEN],
  ] as const)(
    '[HOLD-3] %s: the page says stale in time, recovers by itself and misses nothing',
    (how, outage) => outlive(how, outage),
    330_000,
  );
});

async function outlive(how: string, outage: Outage): Promise<void> {
  const plane = await startControlPlane({ nodes: NODES });
  const gateway = await startTcpGateway(Number(new URL(plane.url).port));
  let dashboard: Dashboard | undefined;
  try {
    dashboard = await startDashboard({ kubeconfig: await kubeconfigThrough(gateway, plane) });
    const page = await rolledOut(plane, dashboard);
    const scene = { outage, plane, gateway, page };
    const desired = pageCounts(await page.now()).DESIRED;
    const end = await goAway(how, scene);
    const back = await changeAtOnce(plane, end);
    await page.until('live', LIVE_WITHIN_MS, ({ connection }) => connection === 'live');
    const live = (await page.samples()).find(({ at, connection }) => at > back && connection === 'live');
    console.log(`[HOLD-3] ${how}: live again ${((live?.at ?? Number.NaN) - back) / 1_000} s after the API server`);
    await missesNothing({ ...scene, desired }, dashboard);
  } finally {
    await dashboard?.stop();
    await gateway.stop();
    await plane.stop();
  }
}

async function rolledOut(plane: ControlPlane, dashboard: Dashboard): Promise<DaemonSetPage> {
  await plane.kubectl(['apply', '-f', path.join(import.meta.dirname, 'manifests', 'fluentd-elasticsearch.yaml')]);
  const tab = await dashboard.signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }));
  const page = await DaemonSetPage.open(tab, {
    url: dashboard.url,
    cluster: 'rollcall',
    namespace: 'kube-system',
    name: 'fluentd-elasticsearch',
  });
  // Half of them at once: how long a rollout takes is not what is tried here.
  const halves = JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '50%' } } } });
  await plane.kubectl(['patch', 'daemonset', 'fluentd-elasticsearch', '-n', 'kube-system', '-p', halves]);
  await page.until('complete', 60_000, ({ phase, counts }) => phase === 'complete' && (counts.DESIRED ?? 0) > 0);
  return page;
}

interface Scene {
  readonly outage: Outage;
  readonly plane: ControlPlane;
  readonly gateway: TcpGateway;
  readonly page: DaemonSetPage;
}

/** Starts the outage, follows the page through half a minute of it, and returns what ends it. */
async function goAway(how: string, { outage, plane, gateway, page }: Scene): Promise<() => Promise<void>> {
  const before = pageCounts(await page.now());
  const attemptsBefore = gateway.connections();
  const asked = Date.now();
  const end = await outage(plane);
  // A server that is asked to end answers for a while yet: only from here on there is certainly no sign of life.
  const began = Date.now();
  const late = began - asked + STALE_WITHIN_MS + MARGIN_MS;
  await page.until('stale', late + 5_000, ({ connection }) => connection === 'stale');
  const stale = (await page.samples()).find(({ at, connection }) => at > asked && connection === 'stale');
  const staleAfterMs = (stale?.at ?? Number.NaN) - began;
  console.log(`[HOLD-3] ${how}: stale ${staleAfterMs / 1_000} s after the last possible sign of life`);
  expect(staleAfterMs).toBeLessThanOrEqual(STALE_WITHIN_MS + MARGIN_MS);
  await pause(Math.max(0, began + OUTAGE_MS - Date.now()));
  const attempts = gateway.connections() - attemptsBefore;
  const tookMs = Date.now() - asked;
  console.log(`[HOLD-3] ${how}: ${attempts} connections tried in ${tookMs / 1_000} s`);
  expect(attempts).toBeLessThanOrEqual((RESOURCES * ATTEMPTS_PER_RESOURCE * tookMs) / OUTAGE_MS);
  expect(pageCounts(await page.now())).toEqual(before);
  expect(lost(await page.samples(), asked)).toEqual([]);
  return end;
}

/** Ends the outage and changes the cluster before anybody can have listed it again. Returns when it answered again. */
async function changeAtOnce(plane: ControlPlane, end: () => Promise<void>): Promise<number> {
  await end();
  const back = Date.now();
  await plane.kubectl(['delete', 'node', 'general-0003', '--wait=false']);
  await plane.kubectl(['taint', 'node', 'general-0004', 'team=other:NoSchedule']);
  const pods = await plane.kubectl(['get', 'pods', '-n', 'kube-system', '-o', 'name']);
  await plane.kubectl(['delete', '-n', 'kube-system', '--wait=false', ...pods.trim().split('\n').slice(0, 3)]);
  const image = 'fluentd-elasticsearch=quay.io/fluentd_elasticsearch/fluentd:v5.0.2';
  await plane.kubectl(['set', 'image', '-n', 'kube-system', 'daemonset/fluentd-elasticsearch', image]);
  return back;
}

async function missesNothing({ plane, page, desired }: Scene & { desired: number }, dashboard: Dashboard): Promise<void> {
  const kubectl = plane.kubectl.bind(plane);
  // The controllers list again after up to a minute: client-go waits 30 s, doubled by jitter.
  const counts = await eventually('equal counts', { withinMs: 150_000, pollMs: 500 }, async () => {
    const wanted = await kubectlCounts(kubectl, 'kube-system', 'fluentd-elasticsearch');
    const sample = await page.now();
    const settled = wanted['UP-TO-DATE'] === wanted.DESIRED && wanted.AVAILABLE === wanted.DESIRED;
    if (settled && JSON.stringify(pageCounts(sample)) === JSON.stringify(wanted)) return wanted;
    await writeStatusAnew(plane);
    throw new Error(`kubectl ${JSON.stringify(wanted)}, page ${JSON.stringify(sample)}`);
  });
  // One node is gone, another is tainted.
  expect(counts.DESIRED).toBe(desired - 2);
  const { states } = await page.now();
  expect(states['all Nodes']).toBe(NODES - 1);
  await eventually('the very same Pods', { withinMs: 15_000, pollMs: 500 }, async () => {
    const [shown, real] = [await podsOfDashboard(dashboard), await podsOfCluster(plane)];
    if (shown.length > 0 && shown.join() === real.join()) return true;
    throw new Error(`cluster ${real.join()}, page ${shown.join()}`);
  });
}

/**
 * The DaemonSet controller may hear of the Nodes after its last sync, and neither a vanished Node nor a NoSchedule taint
 * below a running Pod makes it sync again: its status would be old for good. Any change of the object does.
 */
async function writeStatusAnew(plane: ControlPlane): Promise<void> {
  const now = `test.rollcall.dev/poke=${Date.now()}`;
  await plane.kubectl(['annotate', 'daemonset', 'fluentd-elasticsearch', '-n', 'kube-system', '--overwrite', now]);
}

async function podsOfDashboard(dashboard: Dashboard): Promise<string[]> {
  const { nodes } = await dashboard.read<{ nodes: { node: string; pods: { name: string }[] }[] }>(
    '/api/c/rollcall/daemonsets/kube-system/fluentd-elasticsearch/nodes',
  );
  return nodes.flatMap(({ node, pods }) => pods.map(({ name }) => `${node}/${name}`)).sort();
}

/** Without those that are on or were meant for the deleted Node: no Node of the cluster is theirs. */
async function podsOfCluster(plane: ControlPlane): Promise<string[]> {
  const rows = `jsonpath={range .items[*]}{.spec.nodeName}/{.metadata.name}{"\\n"}{end}`;
  const pods = (await plane.kubectl(['get', 'pods', '-n', 'kube-system', '-o', rows])).trim().split('\n');
  return pods.filter((pod) => !/^(general-0003)?\//.test(pod)).sort();
}

/** Readings in which the page had forgotten what it knew. */
function lost(samples: readonly PageSample[], since: number): PageSample[] {
  return samples.filter(({ at, counts, states }) => at > since && (!counts.DESIRED || states['all Nodes'] !== NODES));
}

/** The kubeconfig with the gateway in the API server's place. */
async function kubeconfigThrough(gateway: TcpGateway, plane: ControlPlane): Promise<string> {
  const text = await readFile(plane.kubeconfig, 'utf8');
  const file = `${plane.kubeconfig}-gateway`;
  await writeFile(file, text.replaceAll(plane.url, `https://127.0.0.1:${gateway.port}`), { mode: 0o600 });
  return file;
}
