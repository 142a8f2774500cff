import { describe, expect, it } from 'vitest';
import { aWaveWorld, replacePod, WAVE_PACING, WAVE_START, type WaveWorld } from '#lib/testing/builders/a-wave-world.ts';
import { commandWave } from './command-wave.ts';
import { planWave } from './plan-wave.ts';
import type { WavePacing } from './wave-record.ts';

const planOf = (world: WaveWorld, pacing: Partial<WavePacing> = {}, names: readonly string[] | null = null) =>
  planWave({ pacing: { ...WAVE_PACING, ...pacing }, names, minReadySeconds: 0, maxUnavailable: '1' }, world.facts());
const codes = (messages: readonly { readonly code: string }[]) => messages.map(({ code }) => code);

describe('a plan', () => {
  it('[WAVE-15] names the Nodes in order and counts the steps, each zone for itself', () => {
    const world = aWaveWorld(7);
    const plan = planOf(world);
    expect(plan.nodes.map(({ name }) => name)).toEqual(['n0', 'n3', 'n6', 'n1', 'n4', 'n2', 'n5']);
    expect([plan.stepSize, plan.steps]).toEqual([2, 4]);
    expect(planOf(world, { order: 'oldest' }).steps).toBe(4);
    expect(planOf(world, { order: 'oldest', size: '100%' })).toMatchObject({ stepSize: 7, steps: 1 });
    expect(codes(plan.effects)).toEqual([
      'wave.planSteps',
      'wave.planZones',
      'wave.planOnDelete',
      'wave.planGate',
      'wave.planFailures',
    ]);
    expect(plan.warnings).toEqual([]);
  });

  it('[WAVE-15] says what the selection does not reach, and why', () => {
    const world = aWaveWorld(5);
    replacePod(world.nodes.get('n1') ?? expect.fail(), 'available', WAVE_START);
    Object.assign(world.nodes.get('n2') ?? {}, { state: 'misscheduled', eligible: false });
    Object.assign(world.nodes.get('n3') ?? {}, { state: 'surging' });
    const plan = planOf(world, {}, ['n0', 'n1', 'n2', 'n3', 'gone']);
    expect(plan.nodes.map(({ name }) => name)).toEqual(['n0']);
    expect(plan.warnings).toEqual([
      { code: 'wave.warnNotStale', params: { nodes: 2 } },
      { code: 'wave.warnNotEligible', params: { nodes: 1 } },
      { code: 'wave.warnBeingReplaced', params: { nodes: 1 } },
    ]);
    expect(codes(planOf(world, {}, ['n1']).warnings)).toEqual(['wave.warnNothing']);
  });

  it('[WAVE-15] warns of what could go wrong', () => {
    const world = aWaveWorld(5, 'RollingUpdate');
    Object.assign(world.nodes.get('n0') ?? {}, { ready: false, available: false });
    replacePod(world.nodes.get('n4') ?? expect.fail(), 'failing', WAVE_START, 'ImagePullBackOff');
    const plan = planOf(world, { size: '100%', by: 'eviction', pauseSeconds: 10 });
    expect(codes(plan.warnings)).toEqual([
      'wave.warnRevisionFails',
      'wave.warnNodesNotReady',
      'wave.warnAlreadyUnavailable',
      'wave.warnAllAtOnce',
    ]);
    expect(codes(plan.effects)).toContain('wave.planRollingUpdate');
    expect(codes(plan.effects)).toContain('wave.planEviction');
    expect(codes(planOf(world, { size: 1, failuresAllowed: 1 }).warnings)).toContain('wave.warnFailuresHold');
    const many = aWaveWorld(300);
    expect(codes(planOf(many, { size: '50%' }).warnings)).toEqual(['wave.warnSizeLimited']);
    const long = [...many.nodes.keys()].flatMap((name) => (name.length > 3 ? [name] : []));
    expect(codes(planOf(many, { order: 'selection' }, long).warnings)).toEqual([]);
    const longer = aWaveWorld(1_000);
    expect(codes(planOf(longer, { order: 'selection' }, [...longer.nodes.keys()]).warnings)).toEqual(['wave.warnOrderByName']);
  });
});

describe('a command', () => {
  const details = { by: 'grace', now: WAVE_START, generation: 5 };

  it('[WAVE-16] is possible from the states that it is for, and done at once when it is so already', () => {
    const record = aWaveWorld(3).record();
    const stateAfter = (state: (typeof record)['state'], command: Parameters<typeof commandWave>[1]) =>
      commandWave({ ...record, state }, command, details)?.state ?? null;
    const states = ['running', 'paused', 'failed', 'stopped', 'complete'] as const;
    expect(states.map((state) => stateAfter(state, 'pause'))).toEqual(['paused', 'paused', null, null, null]);
    expect(states.map((state) => stateAfter(state, 'resume'))).toEqual(['running', 'running', null, null, null]);
    expect(states.map((state) => stateAfter(state, 'retry'))).toEqual(['running', null, 'running', null, null]);
    expect(states.map((state) => stateAfter(state, 'stop'))).toEqual(['stopped', 'stopped', 'stopped', 'stopped', null]);
  });

  it('[WAVE-16] a retry gives up the Nodes that failed, and who resumes has seen the newest generation', () => {
    const failed = [{ node: 'n0', since: WAVE_START, reason: 'Error' }];
    const record = { ...aWaveWorld(3).record(), state: 'failed', failed, endedAt: '2026-01-01T01:00:00Z' } as const;
    expect(commandWave(record, 'retry', details)).toMatchObject({
      state: 'running',
      endedAt: null,
      failed: [],
      forgiven: 1,
      target: { generation: 5 },
    });
    expect(commandWave({ ...record, state: 'paused' }, 'resume', details)).toMatchObject({ failed, forgiven: 0 });
    expect(commandWave(record, 'stop', details)).toMatchObject({ reason: { code: 'wave.stoppedBy', params: { by: 'grace' } } });
  });
});
