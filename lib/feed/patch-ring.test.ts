import { describe, expect, it } from 'vitest';
import { PatchRing } from './patch-ring.ts';

function ringOf(options: { patches: number; count?: number; bytes?: number }): PatchRing {
  const ring = new PatchRing({ after: 0, count: options.count ?? 100, bytes: options.bytes ?? 1_000 });
  for (let seq = 1; seq <= options.patches; seq++) ring.push({ seq, frame: new Uint8Array(10) });
  return ring;
}

const seqs = (ring: PatchRing, after: number) => ring.after(after)?.map(({ seq }) => seq) ?? null;

describe('PatchRing', () => {
  it('[FEED-5] gives every patch after a position, oldest first, and none to who is up to date', () => {
    expect(seqs(ringOf({ patches: 4 }), 1)).toEqual([2, 3, 4]);
    expect(seqs(ringOf({ patches: 4 }), 4)).toEqual([]);
    expect(seqs(ringOf({ patches: 0 }), 0)).toEqual([]);
  });

  it('[FEED-6] says no when a patch in between is forgotten by count or by bytes', () => {
    expect(seqs(ringOf({ patches: 10, count: 3 }), 7)).toEqual([8, 9, 10]);
    expect(seqs(ringOf({ patches: 10, count: 3 }), 6)).toBeNull();
    expect(seqs(ringOf({ patches: 10, bytes: 25 }), 8)).toEqual([9, 10]);
    expect(seqs(ringOf({ patches: 10, bytes: 25 }), 7)).toBeNull();
  });

  it('[FEED-7] says no to a position that has not happened, and refuses a gap', () => {
    expect(seqs(ringOf({ patches: 2 }), 3)).toBeNull();
    expect(() => ringOf({ patches: 2 }).push({ seq: 4, frame: new Uint8Array() })).toThrow(RangeError);
  });
});
