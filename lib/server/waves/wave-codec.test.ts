import { describe, expect, it } from 'vitest';
import { aWaveWorld, WAVE_START } from '#lib/testing/builders/a-wave-world.ts';
import { decodeRecord, encodeRecord, hasRoom } from './wave-codec.ts';
import { leaseName } from './wave-lease.ts';

const names = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => `${index}-${'x'.repeat(length)}`.slice(0, length));

describe('the state of a wave in its Lease', () => {
  it('[WAVE-40] reads back as it was written', () => {
    const record = {
      ...aWaveWorld(3).record({}, ['n1', 'n0']),
      intent: { node: 'n0', pod: 'agent-n0', uid: 'pod-n0', since: WAVE_START, budget: '', budgetProblem: '', retryAt: null },
      inFlight: [{ node: 'n1', since: WAVE_START }],
      failed: [{ node: 'n2', since: WAVE_START, reason: 'ImagePullBackOff' }],
      pauseUntil: WAVE_START + 5_000,
      zone: 'zone-a',
    };
    expect(decodeRecord(encodeRecord(record))).toEqual(record);
  });

  it('[WAVE-40] stays within 8 KiB at 5,000 Nodes, a scattered selection of them, a hundred at once that all fail', () => {
    const world = aWaveWorld(5_000);
    const chosen = [...world.nodes.keys()].filter((_, index) => ((index * 2_654_435_761) >>> 7) % 2 === 0);
    const record = world.record({ size: '100%' }, chosen);
    expect([record.stepSize, hasRoom(record)]).toEqual([100, true]);
    const failed = names(100, 30).map((node) => ({ node, since: WAVE_START, reason: 'CreateContainerConfigError'.repeat(9) }));
    expect(Buffer.byteLength(encodeRecord({ ...record, failed }))).toBeLessThanOrEqual(8 * 1024);
  });

  it('[WAVE-40] declares no further Pod when names are so long that the state would not fit', () => {
    const record = aWaveWorld(3).record();
    const inFlight = names(60, 63).map((node) => ({ node, since: WAVE_START }));
    expect(hasRoom({ ...record, inFlight })).toBe(true);
    expect(hasRoom({ ...record, inFlight: [...inFlight, ...names(30, 200).map((node) => ({ node, since: WAVE_START }))] })).toBe(
      false,
    );
  });

  it('[WAVE-41] is not believed when somebody else wrote it', () => {
    const good = JSON.parse(encodeRecord(aWaveWorld(3).record())) as Record<string, unknown>;
    const hostile = [
      undefined,
      '',
      '{',
      'null',
      '[]',
      '"x"'.repeat(9_000),
      JSON.stringify({ ...good, state: 'runnning' }),
      JSON.stringify({ ...good, stepSize: 0 }),
      JSON.stringify({ ...good, stepSize: -1 }),
      JSON.stringify({ ...good, inFlight: [['n0']] }),
      JSON.stringify({ ...good, scope: { kind: 'filter', newest: '', filter: '<script>' } }),
      JSON.stringify({ ...good, target: { ...(good.target as object), hash: '' } }),
      JSON.stringify({ ...good, startedAt: 'yesterday' }),
      JSON.stringify({ ...good, pacing: { ...(good.pacing as object), by: 'deletecollection' } }),
    ];
    for (const text of hostile) expect([text?.slice(0, 80), decodeRecord(text)]).toEqual([text?.slice(0, 80), null]);
    expect(decodeRecord(JSON.stringify(good))).not.toBeNull();
  });

  it('[WAVE-42] has one Lease for each DaemonSet name, however long', () => {
    const long = `${'a'.repeat(120)}.${'b'.repeat(130)}`;
    expect(leaseName('agent')).toBe('rollcall-wave-agent');
    for (const name of [long, long.replace(/b$/, 'c'), `${'a.'.repeat(120)}a`]) {
      expect(leaseName(name)).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
      expect(leaseName(name).length).toBeLessThanOrEqual(253);
    }
    expect(leaseName(long)).not.toBe(leaseName(long.replace(/b$/, 'c')));
  });
});
