import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DaemonSetPage } from './support/daemon-set-page.ts';
import { eventually } from './support/eventually.ts';
import { freeze } from './support/freeze.ts';
import type { PageSample } from './support/page-probe.ts';
import { RolloutWitness } from './support/rollout-witness.ts';
import { expectHonest, Stage } from './support/stage.ts';

const NODES = 1_000;
const QUIET_MOMENTS = 20;
const LARGE_WITHIN_MS = 600_000;
const SMALL_WITHIN_MS = 90_000;

const FLUENTD = { namespace: 'kube-system', name: 'fluentd-elasticsearch' };
const HELLO = { namespace: 'default', name: 'hello-daemonset' };
const HELLO_COMPUTE = { namespace: 'hello-compute', name: 'hello-daemonset' };
const SMALL = { namespace: 'default', name: 'small' };
const ON_DELETE = { namespace: 'default', name: 'on-delete' };
const TOO_LARGE = { namespace: 'default', name: 'too-large' };

let stage: Stage;
let witness: RolloutWitness | undefined;
/** A second try needs an image of its own. */
let rollouts = 0;

beforeAll(async () => {
  stage = await Stage.build(NODES);
});

afterAll(async () => {
  await stage?.strike();
});

afterEach(async () => {
  witness?.stop();
  await stage.closePages();
});

async function witnessed({ namespace, name }: { namespace: string; name: string }): Promise<RolloutWitness> {
  witness = await RolloutWitness.watch(stage.plane.access, namespace, name);
  return witness;
}

describe('a rollout over 1,000 nodes, followed in a browser', () => {
  it(
    '[HOLD-1] the manifests of the documentation reach every node, and every count equals kubectl get ds',
    async () => {
      const started = Date.now();
      const seen = await witnessed(FLUENTD);
      await stage.apply('fluentd-elasticsearch');
      const page = await stage.open(FLUENTD);
      await stage.apply('hello-daemonset');
      await stage.apply('hello-daemonset-compute');
      const others = [await stage.open(HELLO), await stage.open(HELLO_COMPUTE)] as const;
      for (const [tab, daemonSet] of [
        [page, FLUENTD],
        [others[0], HELLO],
        [others[1], HELLO_COMPUTE],
      ] as const) {
        const counts = await stage.completed(tab, daemonSet);
        console.log(`[HOLD-1] ${daemonSet.namespace}/${daemonSet.name} after ${since(started)}: ${JSON.stringify(counts)}`);
      }
      // Thousands of events queue up here while three pages are read.
      await eventually('the witness', { withinMs: 30_000 }, () => seen.turns.at(-1)?.complete);
      await expectHonest(page, seen, { leadMs: 10_000 });
      for (const tab of others) await expectHonest(tab);
    },
    LARGE_WITHIN_MS,
  );

  it(
    '[HOLD-1] a new image is followed to the end without a reload, equal to kubectl whenever it pauses, never complete before it is',
    async () => {
      const { namespace, name } = FLUENTD;
      await allowUnavailable('1%');
      const seen = await witnessed(FLUENTD);
      const page = await stage.open(FLUENTD);
      await stage.completed(page, FLUENTD);
      const started = Date.now();
      rollouts += 1;
      const image = `${name}=quay.io/fluentd_elasticsearch/fluentd:v5.0.${2 + rollouts}`;
      await stage.plane.kubectl(['set', 'image', `daemonset/${name}`, '-n', namespace, image]);
      await page.until('the rollout', 10_000, ({ phase }) => phase === 'rolling out');
      const quiet: number[] = [];
      while (quiet.length < QUIET_MOMENTS) quiet.push(await quietMoment(page, quiet.at(-1) ?? 0));
      console.log(`[HOLD-1] equal to kubectl at ${quiet.length} quiet moments, UP-TO-DATE ${quiet.join(', ')}`);
      await allowUnavailable('20%');
      const { DESIRED } = await stage.completed(page, FLUENTD);
      expect(quiet.filter((updated) => updated < DESIRED)).toHaveLength(QUIET_MOMENTS);
      const samples = await page.samples();
      expect(completions(samples), 'times that the page turned to complete').toBe(2);
      const ups = new Set(samples.map(({ counts }) => counts['UP-TO-DATE']));
      console.log(`[HOLD-1] ${DESIRED} nodes in ${since(started)}: ${samples.length} readings, ${ups.size} values of UP-TO-DATE`);
      expect(ups.size).toBeGreaterThan(10);
      await expectHonest(page, seen);
    },
    LARGE_WITHIN_MS,
  );
});

describe('rollouts that must not look complete', () => {
  it(
    '[HOLD-1] with the default budget one node after the other is followed to the end',
    async () => {
      const seen = await witnessed(SMALL);
      await stage.apply('small');
      const page = await stage.open(SMALL);
      await stage.completed(page, SMALL);
      await stage.plane.kubectl(['set', 'image', 'daemonset/small', 'main=registry.example/small:2']);
      await page.until('the rollout', 10_000, ({ phase }) => phase === 'rolling out');
      await stage.completed(page, SMALL);
      await expectHonest(page, seen);
    },
    SMALL_WITHIN_MS,
  );

  it(
    '[HOLD-1] a new image that the controller has not observed is called just that',
    async () => {
      const seen = await witnessed(SMALL);
      const page = await stage.open(SMALL);
      await stage.completed(page, SMALL);
      const thaw = await freeze(stage.plane, 'kube-controller-manager');
      try {
        await stage.plane.kubectl(['set', 'image', 'daemonset/small', 'main=registry.example/small:3']);
        await page.until('not observed', 10_000, ({ phase }) => phase === 'not observed yet');
      } finally {
        thaw();
      }
      await page.until('the rollout', SMALL_WITHIN_MS, ({ phase }) => phase === 'rolling out');
      await stage.completed(page, SMALL);
      await expectHonest(page, seen);
    },
    SMALL_WITHIN_MS,
  );

  it(
    '[HOLD-1] an OnDelete DaemonSet with stale Pods waits for delete, until the last of them is deleted',
    async () => {
      const seen = await witnessed(ON_DELETE);
      await stage.apply('on-delete');
      const page = await stage.open(ON_DELETE);
      await stage.completed(page, ON_DELETE);
      await stage.plane.kubectl(['set', 'image', 'daemonset/on-delete', 'main=registry.example/on-delete:2']);
      await page.until('waiting for delete', 10_000, ({ phase, counts }) => phase === 'waiting for delete' && counts.STALE === 3);
      await stage.settled(page, ON_DELETE, (counts) => counts.AVAILABLE === 3 && counts['UP-TO-DATE'] === 0);
      expect((await page.now()).phase).toBe('waiting for delete');
      const pods = (await stage.plane.kubectl(['get', 'pods', '-l', 'name=on-delete', '-o', 'name'])).trim().split('\n');
      for (const [index, pod] of pods.entries()) {
        await stage.plane.kubectl(['delete', pod]);
        await page.until(`${index + 1} of 3 deleted`, SMALL_WITHIN_MS, ({ counts }) => counts.STALE === 2 - index);
      }
      await stage.completed(page, ON_DELETE);
      await expectHonest(page, seen);
    },
    SMALL_WITHIN_MS,
  );

  it(
    '[HOLD-1] nodes that no Pod fits on keep a DaemonSet from being complete',
    async () => {
      const seen = await witnessed(TOO_LARGE);
      await stage.apply('too-large');
      const page = await stage.open(TOO_LARGE);
      await stage.settled(page, TOO_LARGE, (counts) => counts.DESIRED === 3 && counts.CURRENT === 3 && counts.AVAILABLE === 0);
      await page.page
        .getByText(/Insufficient memory/)
        .first()
        .waitFor({ timeout: 20_000 });
      await expectHonest(page, seen);
      expect((await page.samples()).filter(({ phase }) => phase === 'complete')).toEqual([]);
    },
    SMALL_WITHIN_MS,
  );
});

async function allowUnavailable(maxUnavailable: string): Promise<void> {
  const patch = JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable } } } });
  await stage.plane.kubectl(['patch', 'daemonset', FLUENTD.name, '-n', FLUENTD.namespace, '-p', patch]);
}

/** Lets some Nodes be updated, stops what plays the kubelets until every count equals kubectl's; returns UP-TO-DATE. */
async function quietMoment(page: DaemonSetPage, before: number): Promise<number> {
  await page.until('progress', 60_000, ({ counts }) => (counts['UP-TO-DATE'] ?? 0) >= before + 5);
  const thaw = await freeze(stage.plane, 'kwok');
  try {
    return (await stage.settled(page, FLUENTD, (counts) => counts['UP-TO-DATE'] > before))['UP-TO-DATE'];
  } finally {
    thaw();
  }
}

/** How often the page turned to `complete`: once when it opened, once at the end of each rollout. */
function completions(samples: readonly PageSample[]): number {
  return samples.filter(({ phase }, index) => phase === 'complete' && samples[index - 1]?.phase !== 'complete').length;
}

function since(started: number): string {
  return `${((Date.now() - started) / 1_000).toFixed(1)} s`;
}
