import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '#lib/testing/contract/api-client.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import type { ActJudge } from './differential/act-judge.ts';
import { DeletionAudit } from './differential/deletion-audit.ts';
import { done, Lane } from './differential/lane.ts';
import { differencesWhenQuiet, isIdle } from './differential/quiet-check.ts';
import { NODES, randomSequences, type Sequence } from './differential/sequence.ts';
import { TestNodes } from './differential/test-nodes.ts';
import { WatchedModel } from './differential/watched-model.ts';
import { eventually } from './support/eventually.ts';

// Less than a second each: `ROLLCALL_SEQUENCES=50 ROLLCALL_SEED=1 npm run test:cluster -- live-differential`.
const SEQUENCES = Number(process.env.ROLLCALL_SEQUENCES ?? 200);
const SEED = Number(process.env.ROLLCALL_SEED ?? randomInt(2 ** 31));
const AT_ONCE = 12;
const MOST_MS = 60_000 + SEQUENCES * 15_000;

describe('the model beside the real DaemonSet controller', () => {
  let plane: ControlPlane;
  let api: ApiClient;
  let model: WatchedModel;
  let nodes: TestNodes;
  let judge: ActJudge;

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: NODES, audit: 'pod-deletions' });
    api = new ApiClient(plane.access);
    nodes = new TestNodes(api);
    await nodes.prepare();
    model = new WatchedModel(plane.kubeconfig, { audit: new DeletionAudit(plane.auditLog) });
    judge = model.judge as ActJudge;
    model.start();
    await eventually('the model is live', { withinMs: 30_000 }, () => model.isLive());
    for (let lane = 0; lane < AT_ONCE; lane++) {
      await done(api.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `lane-${lane}` } }));
      const account = `/api/v1/namespaces/lane-${lane}/serviceaccounts/default`;
      await eventually('its service account', { withinMs: 30_000 }, async () => (await api.get(account)).status === 200);
    }
  });
  afterAll(async () => {
    await model?.stop();
    api?.close();
    await plane?.stop();
  });

  async function round(sequences: readonly Sequence[], first: number): Promise<readonly string[]> {
    const lanes = sequences.map((sequence, index) => {
      return new Lane({ api, nodes, namespace: `lane-${index}`, name: `s${first + index}`, sequence });
    });
    await Promise.all(lanes.map((lane) => lane.create()));
    await Promise.all(lanes.map((lane) => lane.run(() => isIdle(lane, model))));
    const found = await Promise.all(lanes.map((lane) => differencesWhenQuiet(lane, { plane, api, model })));
    await Promise.all(lanes.map((lane) => lane.remove()));
    await nodes.restore();
    return lanes.flatMap((lane, index) =>
      (found[index] ?? []).map((difference) => `${lane.name}: ${difference} after ${JSON.stringify(lane.sequence)}`),
    );
  }

  it('[DIFFERENTIAL-1] equals its status, its hashes and kubectl whenever quiet, and had predicted all that it did', {
    // With the same seed: a model that is wrong is wrong again.
    retry: 1,
    timeout: MOST_MS,
  }, async () => {
    console.log(`${SEQUENCES} sequences, ROLLCALL_SEED=${SEED}`);
    const started = performance.now();
    const sequences = randomSequences(SEQUENCES, SEED);
    const found: string[] = [];
    for (let first = 0; first < sequences.length; first += AT_ONCE) {
      found.push(...(await round(sequences.slice(first, first + AT_ONCE), first)));
    }
    await eventually('every act is judged', { withinMs: 60_000 }, () => judge.hasJudged());
    const { atOnce, earlier, later } = judge.matched();
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(
      `${seconds} s; the controller created ${judge.acts.create} and deleted ${judge.acts.delete} Pods: ${atOnce} of these`,
    );
    const { acts, elsewhere } = judge.unpredicted();
    console.log(`acts were in the newest prediction, ${earlier} in one before it, ${later} in one after it, and ${elsewhere}`);
    console.log('follow from what other watches than ours had brought.');
    expect(found).toEqual([]);
    expect(acts).toEqual([]);
    expect(atOnce).toBeGreaterThan(earlier + later);
    // A comparison with nothing would prove nothing.
    expect(judge.acts.create).toBeGreaterThan(SEQUENCES);
    expect(judge.acts.delete).toBeGreaterThan(SEQUENCES / 4);
  });
});
