import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aWaveWorld, replacePod, WAVE_START, type WaveWorld, type WorldNode } from '#lib/testing/builders/a-wave-world.ts';
import { nextStep } from './next-step.ts';
import { settleDeletion } from './settle-deletion.ts';
import type { WaveRecord } from './wave-record.ts';

/** What may happen between two turns of the server that runs the wave. */
const event = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant('turn' as const), count: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('pod' as const),
      at: fc.nat(),
      to: fc.constantFrom('missing', 'starting', 'ready', 'failing', 'available', 'available', 'available'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('controller' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constantFrom('vanish' as const, 'ineligible' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('crash' as const), answered: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ is: 'watch' as const }) },
);

const history = fc.record({
  nodes: fc.integer({ min: 1, max: 9 }),
  size: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom('10%', '50%', '100%')),
  order: fc.constantFrom('zone' as const, 'oldest' as const, 'worst' as const),
  failuresAllowed: fc.integer({ min: 0, max: 4 }),
  pauseSeconds: fc.constantFrom(0, 20),
  strategy: fc.constantFrom('OnDelete' as const, 'RollingUpdate' as const),
  events: fc.array(event, { maxLength: 120 }),
});

type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** A server that runs a wave on a world which it sees late, dies at any moment, and is followed by another one. */
class Trial {
  readonly world: WaveWorld;
  readonly deleted: string[] = [];
  now = WAVE_START;
  mostAtOnce = 0;
  #seen: WaveWorld;
  /** What stands in the Lease, and what the server that runs has in mind. */
  #stored: WaveRecord;
  #record: WaveRecord;
  readonly #opened = new Set<string>();

  constructor(world: WaveWorld, record: WaveRecord) {
    this.world = world;
    this.#seen = copy(world);
    this.#stored = record;
    this.#record = record;
  }

  get record(): WaveRecord {
    return this.#record;
  }

  happen(event: Event): void {
    if (event.is === 'turn') for (let turn = 0; turn < event.count; turn++) this.turn();
    else if (event.is === 'time') this.now += event.seconds * 1_000;
    else if (event.is === 'watch') this.#seen = copy(this.world);
    else if (event.is === 'crash') this.#crash(event.answered);
    else this.#change(event);
    this.#count();
  }

  turn({ crashAfterDelete = false } = {}): void {
    const { record, step } = nextStep(this.#record, this.#seen.facts(), this.now);
    if (step.do === 'delete') {
      const outcome = this.#delete(step.intent.node, step.intent.uid);
      if (!crashAfterDelete) this.#record = settleDeletion(record, outcome, this.now);
      return;
    }
    this.#record = record;
    this.#stored = record;
  }

  #crash(answered: boolean): void {
    if (!answered) this.turn({ crashAfterDelete: true });
    this.#record = this.#stored;
  }

  /** As delete-declared-pod.ts does it: the Pod is read once more from the world as it is. */
  #delete(name: string, uid: string) {
    const node = this.world.nodes.get(name);
    if (node === undefined || node.uid !== uid || node.state !== 'outdated') return { is: 'deleted' } as const;
    this.deleted.push(uid);
    this.#opened.add(name);
    Object.assign(node, { state: 'replacing', available: false });
    this.#count();
    return { is: 'deleted' } as const;
  }

  #change(event: Extract<Event, { readonly at: number }>): void {
    const node = [...this.world.nodes.values()][event.at % Math.max(1, this.world.nodes.size)];
    if (node === undefined) return;
    if (event.is === 'vanish') this.world.nodes.delete(node.name);
    else if (event.is === 'ineligible') Object.assign(node, { eligible: false, state: 'misscheduled' });
    else if (event.is === 'controller' && node.state === 'outdated')
      Object.assign(node, { state: 'replacing', available: false });
    else if (event.is === 'pod' && node.eligible && node.state !== 'outdated') this.#renew(node, event.to);
  }

  #renew(node: WorldNode, to: 'missing' | 'starting' | 'ready' | 'failing' | 'available'): void {
    if (node.state === 'available') return; // what fails later is not the wave's doing
    replacePod(node, to, this.now);
  }

  #count(): void {
    for (const name of this.#opened) {
      const node = this.world.nodes.get(name);
      if (node === undefined || !node.eligible || node.state === 'available') this.#opened.delete(name);
    }
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#opened.size);
  }
}

function copy(world: WaveWorld): WaveWorld {
  const fresh = aWaveWorld(0, world.daemonSet?.strategy);
  for (const [name, node] of world.nodes) fresh.nodes.set(name, { ...node });
  return fresh;
}

it('[WAVE-11] whatever happens and whenever the server dies: no Pod twice, none that is not stale, never more than the step at once', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(history, ({ nodes, strategy, events, ...pacing }) => {
      const world = aWaveWorld(nodes, strategy);
      const stale = new Set([...world.nodes.values()].map(({ uid }) => uid));
      const trial = new Trial(world, world.record(pacing));
      for (const each of events) trial.happen(each);
      expect(new Set(trial.deleted).size).toBe(trial.deleted.length);
      expect(trial.deleted.filter((uid) => !stale.has(uid))).toEqual([]);
      expect(trial.mostAtOnce).toBeLessThanOrEqual(trial.record.stepSize);
    }),
    { numRuns: 1_000 },
  );
});

it('[WAVE-13] when every new Pod becomes available the wave completes, wherever it was', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(history, ({ nodes, strategy, events, ...pacing }) => {
      const world = aWaveWorld(nodes, strategy);
      const trial = new Trial(world, world.record({ ...pacing, failuresAllowed: 100 }));
      for (const each of events) if (each.is !== 'pod' || each.to !== 'failing') trial.happen(each);
      for (let turn = 0; turn < 400 && trial.record.state === 'running'; turn++) {
        for (const node of world.nodes.values())
          if (node.eligible && node.state !== 'outdated' && node.state !== 'available') replacePod(node, 'available', trial.now);
        trial.happen({ is: 'watch' });
        trial.happen({ is: 'turn', count: 1 });
        trial.happen({ is: 'time', seconds: 1 });
      }
      expect(['complete', 'failed']).toContain(trial.record.state);
      if (trial.record.state === 'complete')
        expect([...world.nodes.values()].filter(({ state }) => state === 'outdated')).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
