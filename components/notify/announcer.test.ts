import { describe, expect, it } from 'vitest';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { createAnnouncer } from './announcer.ts';

function anAnnouncer() {
  const clock = manualTimers();
  const said: string[] = [];
  const announcer = createAnnouncer(clock, (words) => said.push(words));
  return { clock, said, announcer };
}

describe('createAnnouncer', () => {
  it('[NEWS-10] speaks at most once in five seconds, says what waited together, and nothing twice', () => {
    const { clock, said, announcer } = anAnnouncer();
    announcer.announce('One.');
    clock.advance(0);
    announcer.announce('Two.');
    announcer.announce('Three.');
    announcer.announce('Two.');
    clock.advance(4_900);
    expect(said).toEqual(['One.']);
    clock.advance(100);
    expect(said).toEqual(['One.', 'Two. Three.']);
    clock.advance(60_000);
    announcer.announce('Four.');
    clock.advance(0);
    expect(said).toEqual(['One.', 'Two. Three.', 'Four.']);
  });

  it('[NEWS-11] says nothing after its page is gone', () => {
    const { clock, said, announcer } = anAnnouncer();
    announcer.announce('One.');
    announcer.stop();
    clock.advance(60_000);
    expect([said, clock.waiting()]).toEqual([[], 0]);
  });
});
