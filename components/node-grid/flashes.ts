/** A change flashes once for this long. */
export const FLASH_MS = 700;
/** More flashes than this at once are noise, not news. */
const MOST_FLASHES = 80;

/** Which slots flash, and how strongly at a moment. */
export interface Flashes {
  add(slots: Iterable<number>, now: number): void;
  /** 1 at the change, falling to 0. */
  strength(slot: number, now: number): number;
  /** The slots that still need drawing at this moment, the last time with strength 0. */
  drain(now: number): number[];
}

/** Makes an empty set of flashes. */
export function createFlashes(): Flashes {
  const startedAt = new Map<number, number>();
  return {
    add(slots, now) {
      for (const slot of slots) if (startedAt.size < MOST_FLASHES) startedAt.set(slot, now);
    },
    strength(slot, now) {
      const start = startedAt.get(slot);
      if (start === undefined) return 0;
      return Math.max(0, 1 - (now - start) / FLASH_MS) ** 2;
    },
    drain(now) {
      const slots = [...startedAt.keys()];
      for (const [slot, start] of startedAt) if (now - start >= FLASH_MS) startedAt.delete(slot);
      return slots;
    },
  };
}
