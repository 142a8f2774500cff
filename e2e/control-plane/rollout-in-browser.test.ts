import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { startBrowser } from './support/browser.ts';
import { type Counts, contradiction, kubectlCounts, pageCounts } from './support/counts.ts';
import { DaemonSetPage } from './support/daemon-set-page.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';
import { RolloutWitness } from './support/rollout-witness.ts';

const NODES = 1_000;
const SETTLED_WITHIN_MS = 240_000;
const SMALL_WITHIN_MS = 60_000;
/** How far the page may be behind the API server, and this process behind the page, on a busy machine. */
const SKEW = { lagMs: 1_000, leadMs: 500 };

let plane: ControlPlane;
let dashboard: Dashboard;
let browser: Browser;
let tabs: BrowserContext;

beforeAll(async () => {
  plane = await startControlPlane({ nodes: NODES });
  dashboard = await startDashboard({ kubeconfig: plane.kubeconfig });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await dashboard?.stop();
  await plane?.stop();
});

beforeEach(async () => {
  tabs = await browser.newContext({ viewport: { width: 1440, height: 900 } });
});

afterEach(async () => {
  await tabs.close();
});

function apply(manifest: string): Promise<string> {
  return plane.kubectl(['apply', '-f', path.join(import.meta.dirname, 'manifests', `${manifest}.yaml`)]);
}

function open(namespace: string, name: string): Promise<DaemonSetPage> {
  return DaemonSetPage.open(tabs, { url: dashboard.url, cluster: 'rollcall', namespace, name });
}

/** Waits until kubectl's counts stand still where `done` wants them and the page shows the very same. */
function settled(page: DaemonSetPage, object: { namespace: string; name: string }, done: (counts: Counts) => boolean) {
  return eventually(`${object.name} settled`, { withinMs: SETTLED_WITHIN_MS, pollMs: 1_000 }, async () => {
    const counts = await kubectlCounts(plane.kubectl.bind(plane), object.namespace, object.name);
    const shown = pageCounts(await page.now());
    if (done(counts) && JSON.stringify(shown) === JSON.stringify(counts)) return counts;
    throw new Error(`kubectl ${JSON.stringify(counts)}, page ${JSON.stringify(shown)}`);
  });
}

const everywhere = (counts: Counts) =>
  counts.DESIRED > 0 && [counts.READY, counts['UP-TO-DATE'], counts.AVAILABLE].every((count) => count === counts.DESIRED);

async function expectHonest(page: DaemonSetPage, witness: RolloutWitness): Promise<void> {
  const samples = await page.samples();
  expect(samples.map(contradiction).filter(Boolean)).toEqual([]);
  expect(witness.falseClaims(samples, SKEW)).toEqual([]);
}

describe('a rollout over 1,000 nodes, followed in a browser', () => {
  const FLUENTD = { namespace: 'kube-system', name: 'fluentd-elasticsearch' };
  const HELLO = [
    { namespace: 'default', name: 'hello-daemonset' },
    { namespace: 'hello-compute', name: 'hello-daemonset' },
  ];

  it(
    '[HOLD-1] the manifests of the documentation reach every node, and every count equals kubectl get ds',
    async () => {
      const started = Date.now();
      await apply('fluentd-elasticsearch');
      const page = await open(FLUENTD.namespace, FLUENTD.name);
      await apply('hello-daemonset');
      await apply('hello-daemonset-compute');
      console.log(`[HOLD-1] fluentd: ${JSON.stringify(await settled(page, FLUENTD, everywhere))} after ${since(started)}`);
      await page.until('complete', 5_000, ({ phase }) => phase === 'complete');
      expect((await page.samples()).map(contradiction).filter(Boolean)).toEqual([]);
      for (const object of HELLO) {
        const other = await open(object.namespace, object.name);
        console.log(
          `[HOLD-1] ${object.namespace}: ${JSON.stringify(await settled(other, object, everywhere))} after ${since(started)}`,
        );
        expect((await other.until('complete', 5_000, ({ phase }) => phase === 'complete')).counts.STALE).toBe(0);
      }
    },
    SETTLED_WITHIN_MS * 2,
  );

  it(
    '[HOLD-1] a new image is followed to the end without a reload, never called complete before it is',
    async () => {
      const { namespace, name } = FLUENTD;
      const tenPercent = JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } } });
      await plane.kubectl(['patch', 'daemonset', name, '-n', namespace, '-p', tenPercent]);
      const witness = await RolloutWitness.watch(plane.access, namespace, name);
      const page = await open(namespace, name);
      await page.until('complete', SMALL_WITHIN_MS, ({ phase }) => phase === 'complete');
      const started = Date.now();
      await plane.kubectl([
        'set',
        'image',
        `daemonset/${name}`,
        '-n',
        namespace,
        `${name}=quay.io/fluentd_elasticsearch/fluentd:v5.0.2`,
      ]);
      await page.until('the rollout', 10_000, ({ phase }) => phase === 'rolling out');
      const counts = await settled(page, FLUENTD, everywhere);
      await page.until('complete', 5_000, ({ phase, counts: { STALE } }) => phase === 'complete' && STALE === 0);
      const samples = await page.samples();
      const ups = new Set(samples.map((sample) => sample.counts['UP-TO-DATE']));
      console.log(
        `[HOLD-1] rolled ${counts.DESIRED} nodes in ${since(started)}: ${samples.length} readings, ${ups.size} values of UP-TO-DATE`,
      );
      expect(ups.size).toBeGreaterThan(10);
      await expectHonest(page, witness);
      witness.stop();
    },
    SETTLED_WITHIN_MS + SMALL_WITHIN_MS,
  );
});

describe('rollouts that must not look complete', () => {
  it(
    '[HOLD-1] with the default budget one node after the other is followed to the end',
    async () => {
      const witness = await RolloutWitness.watch(plane.access, 'default', 'small');
      await apply('small');
      const page = await open('default', 'small');
      await settled(page, { namespace: 'default', name: 'small' }, everywhere);
      await plane.kubectl(['set', 'image', 'daemonset/small', 'main=registry.example/small:2']);
      await page.until('the rollout', 10_000, ({ phase }) => phase === 'rolling out');
      await settled(page, { namespace: 'default', name: 'small' }, everywhere);
      await page.until('complete', 5_000, ({ phase, counts: { STALE } }) => phase === 'complete' && STALE === 0);
      await expectHonest(page, witness);
      witness.stop();
    },
    SMALL_WITHIN_MS,
  );

  it(
    '[HOLD-1] an OnDelete DaemonSet with stale Pods waits for delete, until the last of them is deleted',
    async () => {
      const witness = await RolloutWitness.watch(plane.access, 'default', 'on-delete');
      await apply('on-delete');
      const object = { namespace: 'default', name: 'on-delete' };
      const page = await open('default', 'on-delete');
      await settled(page, object, everywhere);
      await plane.kubectl(['set', 'image', 'daemonset/on-delete', 'main=registry.example/on-delete:2']);
      await page.until('waiting for delete', 10_000, ({ phase, counts }) => phase === 'waiting for delete' && counts.STALE === 3);
      await settled(page, object, (counts) => counts.AVAILABLE === 3 && counts['UP-TO-DATE'] === 0);
      expect((await page.now()).phase).toBe('waiting for delete');
      const pods = (await plane.kubectl(['get', 'pods', '-l', 'name=on-delete', '-o', 'name'])).trim().split('\n');
      for (const [index, pod] of pods.entries()) {
        await plane.kubectl(['delete', pod]);
        await page.until(`${index + 1} of 3 deleted`, SMALL_WITHIN_MS, ({ counts }) => counts.STALE === 2 - index);
      }
      await settled(page, object, everywhere);
      await page.until('complete', 5_000, ({ phase }) => phase === 'complete');
      await expectHonest(page, witness);
      witness.stop();
    },
    SMALL_WITHIN_MS,
  );

  it(
    '[HOLD-1] nodes that no Pod fits on keep a DaemonSet from being complete',
    async () => {
      const witness = await RolloutWitness.watch(plane.access, 'default', 'too-large');
      await apply('too-large');
      const object = { namespace: 'default', name: 'too-large' };
      const page = await open('default', 'too-large');
      await settled(page, object, (counts) => counts.DESIRED === 3 && counts.CURRENT === 3 && counts.AVAILABLE === 0);
      await page.until('the cause', 10_000, ({ states }) => (states.available ?? 0) === 0);
      const text = await page.page.locator('main').textContent();
      expect(text).toMatch(/Insufficient memory/);
      await expectHonest(page, witness);
      expect((await page.samples()).filter(({ phase }) => phase === 'complete')).toEqual([]);
      witness.stop();
    },
    SMALL_WITHIN_MS,
  );
});

function since(started: number): string {
  return `${((Date.now() - started) / 1_000).toFixed(1)} s`;
}
