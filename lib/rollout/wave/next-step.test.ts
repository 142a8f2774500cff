import { describe, expect, it } from 'vitest';
import { aWaveWorld, replacePod, WAVE_START, type WaveWorld } from '#lib/testing/builders/a-wave-world.ts';
import { nextStep } from './next-step.ts';
import { settleDeletion } from './settle-deletion.ts';
import type { WaveRecord } from './wave-record.ts';

const SECOND = 1_000;

/** Takes steps until the wave waits or ends; answers the record and the Nodes whose Pods went, in order. */
function run(world: WaveWorld, from: WaveRecord, now = WAVE_START) {
  const gone: string[] = [];
  let record = from;
  for (let turn = 0; turn < 100; turn++) {
    const next = nextStep(record, world.facts(), now);
    record = next.record;
    if (next.step.do === 'wait' || next.step.do === 'end') return { record, step: next.step, gone };
    if (next.step.do === 'declare') continue;
    const { node } = next.step.intent;
    gone.push(node);
    const found = world.nodes.get(node);
    if (found) Object.assign(found, { state: 'replacing', available: false });
    record = settleDeletion(record, { is: 'deleted' }, now);
  }
  throw new Error('The wave does not wait.');
}

const settleAll = (world: WaveWorld, names: readonly string[], now = WAVE_START) => {
  for (const name of names) replacePod(world.nodes.get(name) ?? expect.fail(), 'available', now);
};

describe('the order of a wave', () => {
  it('[WAVE-1] zone by zone, and no step reaches into a second zone', () => {
    const world = aWaveWorld(7);
    const steps: string[][] = [];
    let record = world.record({ size: 2 });
    for (let step = 0; step < 10 && record.state === 'running'; step++) {
      const ran = run(world, record);
      record = ran.record;
      if (ran.gone.length > 0) steps.push(ran.gone);
      settleAll(world, ran.gone);
    }
    expect(steps).toEqual([['n0', 'n3'], ['n6'], ['n1', 'n4'], ['n2', 'n5']]);
    expect(record).toMatchObject({ state: 'complete', done: 7 });
  });

  it('[WAVE-1] the oldest Pod first, the Pods that serve least first, or as selected', () => {
    const world = aWaveWorld(4);
    Object.assign(world.nodes.get('n2') ?? {}, { createdAt: '2025-01-01T00:00:00Z' });
    Object.assign(world.nodes.get('n3') ?? {}, { available: false, restarts: 7 });
    Object.assign(world.nodes.get('n1') ?? {}, { available: false });
    expect(run(world, world.record({ order: 'oldest', size: 1 })).gone).toEqual(['n2']);
    expect(run(world, world.record({ order: 'worst', size: 2 })).gone).toEqual(['n3', 'n1']);
    const other = aWaveWorld(4);
    expect(run(other, other.record({ order: 'selection', size: 2 }, ['n3', 'n0', 'n1'])).gone).toEqual(['n3', 'n0']);
  });
});

describe('a step', () => {
  it('[WAVE-2] a count or a percentage of the stale Pods rounded up, at least one and at most a hundred', () => {
    const sizeOf = (size: number | string, nodes: number) => aWaveWorld(nodes).record({ size }).stepSize;
    expect([sizeOf('10%', 25), sizeOf('1%', 5), sizeOf(3, 2), sizeOf('100%', 7), sizeOf('50%', 5_000)]).toEqual([
      3, 1, 2, 7, 100,
    ]);
  });

  it('[WAVE-3] the next step waits until every new Pod is available, and then for the pause', () => {
    const world = aWaveWorld(6);
    const first = run(world, world.record({ order: 'oldest', pauseSeconds: 30 }));
    expect(first).toMatchObject({ gone: ['n0', 'n1'], record: { reason: { code: 'wave.settling', params: { nodes: 2 } } } });
    settleAll(world, ['n0']);
    expect(run(world, first.record).gone).toEqual([]);
    settleAll(world, ['n1']);
    const paused = run(world, first.record);
    expect(paused).toMatchObject({ gone: [], step: { do: 'wait', until: WAVE_START + 30 * SECOND } });
    expect(run(world, paused.record, WAVE_START + 29 * SECOND).gone).toEqual([]);
    expect(run(world, paused.record, WAVE_START + 30 * SECOND).gone).toEqual(['n2', 'n3']);
  });

  it('[WAVE-4] under RollingUpdate the Nodes that the controller replaces take places of the step', () => {
    const world = aWaveWorld(6, 'RollingUpdate');
    replacePod(world.nodes.get('n5') ?? expect.fail(), 'starting', WAVE_START);
    const { record, gone } = run(world, world.record({ order: 'oldest', size: 1 }));
    expect(gone).toEqual([]);
    expect(record.reason).toEqual({ code: 'wave.waitsForController', params: { nodes: 1 } });
    expect(run(world, record, WAVE_START + 60 * SECOND).gone).toEqual(['n0']);
    const other = aWaveWorld(6, 'OnDelete');
    replacePod(other.nodes.get('n5') ?? expect.fail(), 'starting', WAVE_START);
    expect(run(other, other.record({ order: 'oldest', size: 1 })).gone).toEqual(['n0']);
  });
});

describe('the health gate', () => {
  it('[WAVE-5] more failures than allowed end the wave, and nothing further is deleted', () => {
    const world = aWaveWorld(6);
    const { record } = run(world, world.record({ order: 'oldest', size: 3, failuresAllowed: 1 }));
    replacePod(world.nodes.get('n0') ?? expect.fail(), 'failing', WAVE_START, 'ImagePullBackOff');
    expect(run(world, record, WAVE_START + 6 * SECOND).record).toMatchObject({ state: 'running', failed: [{ node: 'n0' }] });
    replacePod(world.nodes.get('n1') ?? expect.fail(), 'failing', WAVE_START, 'ImagePullBackOff');
    expect(run(world, record, WAVE_START + 6 * SECOND)).toMatchObject({
      gone: [],
      step: { do: 'end' },
      record: {
        state: 'failed',
        reason: { code: 'wave.failures', params: { failed: 2, allowed: 1, node: 'n1', reason: 'ImagePullBackOff' } },
      },
    });
  });

  it('[WAVE-5] a new Pod that is not available in time counts as failed, whatever keeps it', () => {
    for (const state of ['replacing', 'missing', 'starting', 'ready', 'outdated'] as const) {
      const world = aWaveWorld(3);
      const { record } = run(world, world.record({ size: 1 }));
      Object.assign(world.nodes.get('n0') ?? {}, { state, available: false });
      expect(run(world, record, WAVE_START + 59 * SECOND)).toMatchObject({ gone: [], record: { state: 'running' } });
      expect(run(world, record, WAVE_START + 60 * SECOND)).toMatchObject({ gone: [], record: { state: 'failed' } });
    }
  });

  it('[WAVE-6] a Node that is gone or no longer eligible is over, and one that failed and recovers is done', () => {
    const world = aWaveWorld(6);
    const { record } = run(world, world.record({ order: 'oldest', size: 3, failuresAllowed: 3 }));
    world.nodes.delete('n0');
    Object.assign(world.nodes.get('n1') ?? {}, { state: 'ineligible', eligible: false });
    replacePod(world.nodes.get('n2') ?? expect.fail(), 'failing', WAVE_START, 'Error');
    const failed = run(world, record, WAVE_START + 6 * SECOND);
    expect(failed).toMatchObject({ gone: ['n3', 'n4'], record: { failed: [{ node: 'n2' }] } });
    settleAll(world, ['n2', 'n3', 'n4']);
    expect(run(world, failed.record, WAVE_START + 7 * SECOND)).toMatchObject({ gone: ['n5'], record: { failed: [], done: 5 } });
  });

  it('[WAVE-7] Nodes that failed keep their places: when they have them all, the wave ends at their time', () => {
    const world = aWaveWorld(6);
    const { record } = run(world, world.record({ order: 'oldest', size: 1, failuresAllowed: 3 }));
    replacePod(world.nodes.get('n0') ?? expect.fail(), 'failing', WAVE_START, 'Error');
    const held = run(world, record, WAVE_START + 6 * SECOND);
    expect(held).toMatchObject({ gone: [], record: { state: 'running', reason: { code: 'wave.waitsForFailed' } } });
    const over = run(world, held.record, WAVE_START + 60 * SECOND);
    expect(over).toMatchObject({ gone: [], record: { state: 'failed', reason: { code: 'wave.placesTaken' } } });
  });
});

describe('the cluster changes under a wave', () => {
  it('[WAVE-8] a Pod that somebody else replaced is done, and its Node is not touched again', () => {
    const world = aWaveWorld(3);
    const record = world.record({ order: 'oldest', size: 1 });
    replacePod(world.nodes.get('n0') ?? expect.fail(), 'available', WAVE_START);
    expect(run(world, record)).toMatchObject({ gone: ['n1'], record: { done: 1 } });
  });

  it('[WAVE-9] another update revision, a deleted or another DaemonSet of the name end it; any other edit pauses it', () => {
    const world = aWaveWorld(3);
    const original = world.daemonSet ?? expect.fail();
    const codeFor = (change: Partial<typeof original> | null) => {
      world.daemonSet = change === null ? null : { ...original, ...change };
      const { record, gone } = run(world, world.record());
      expect(gone).toEqual([]);
      return [record.state, record.reason.code];
    };
    expect(codeFor({ generation: 3, revision: 3 })).toEqual(['stopped', 'wave.revisionChanged']);
    expect(codeFor({ hash: 'hash3' })).toEqual(['stopped', 'wave.revisionChanged']);
    expect(codeFor({ generation: 3 })).toEqual(['paused', 'wave.edited']);
    expect(codeFor({ uid: 'other' })).toEqual(['stopped', 'wave.daemonSetReplaced']);
    expect(codeFor({ deleting: true })).toEqual(['stopped', 'wave.daemonSetGone']);
    expect(codeFor(null)).toEqual(['stopped', 'wave.daemonSetGone']);
    expect(codeFor({ generation: 3, observed: false })).toEqual(['running', 'wave.notObserved']);
    world.fresh = false;
    expect(codeFor({})).toEqual(['running', 'wave.viewStale']);
  });

  it('[WAVE-10] a declared Pod is pursued before anything else, and what a PodDisruptionBudget refuses waits, then pauses', () => {
    const world = aWaveWorld(3);
    const declared = nextStep(world.record({ by: 'eviction' }), world.facts(), WAVE_START).record;
    expect(nextStep(declared, world.facts(), WAVE_START).step).toMatchObject({ do: 'delete', intent: { uid: 'pod-n0' } });
    const refusal = { is: 'refusedByBudget', budget: 'pdb', problem: '', retryAfterMs: 5_000 } as const;
    const waiting = settleDeletion(declared, refusal, WAVE_START);
    expect(nextStep(waiting, world.facts(), WAVE_START + SECOND)).toMatchObject({
      step: { do: 'wait', until: WAVE_START + 5_000 },
      record: { reason: { code: 'wave.waitsForBudget', params: { budget: 'pdb', pod: 'agent-n0', node: 'n0' } } },
    });
    expect(nextStep(waiting, world.facts(), WAVE_START + 5_000).step.do).toBe('delete');
    expect(settleDeletion(waiting, refusal, WAVE_START + 60 * SECOND)).toMatchObject({
      state: 'paused',
      intent: null,
      reason: { code: 'wave.budgetDeadline', params: { budget: 'pdb' } },
    });
  });
});
