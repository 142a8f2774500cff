import { describe, expect, it } from 'vitest';
import { stopOnce } from './stop-once.mjs';

describe('ending the demo', () => {
  it('[DEMO-STOP-1] a second request to end, as by a child that has just ended, waits for all the others too', async () => {
    const { promise: slow, resolve } = Promise.withResolvers<void>();
    const done: string[] = [];
    const stops = stopOnce();
    stops.add(() => done.push('server'));
    stops.add(async () => {
      await slow;
      done.push('simulator');
    });
    stops.afterwards(() => done.push('folder'));
    const first = stops.run();
    const second = stops.run().then(() => done.push('exit'));
    await Promise.resolve();
    expect(done).toEqual(['server']);
    resolve();
    await Promise.all([first, second]);
    expect(done).toEqual(['server', 'simulator', 'folder', 'exit']);
  });

  it('[DEMO-STOP-2] one that cannot be ended does not keep the others', async () => {
    const done: string[] = [];
    const stops = stopOnce();
    stops.add(() => {
      throw new Error('refused');
    });
    stops.add(() => done.push('simulator'));
    stops.afterwards(() => done.push('folder'));
    await stops.run();
    expect(done).toEqual(['simulator', 'folder']);
  });
});
