/** A finger that rests this long starts to choose. */
const REST_MS = 500;
const SLIP = 10;

/** Tells a finger that rests from one that taps or scrolls. */
export interface LongPress {
  down(x: number, y: number, onRest: () => void): void;
  move(x: number, y: number): void;
  up(): void;
}

/** Makes one for a surface. */
export function createLongPress(): LongPress {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  return {
    down(x, y, onRest) {
      clearTimeout(timer);
      from = { x, y };
      timer = setTimeout(onRest, REST_MS);
    },
    move(x, y) {
      if (Math.hypot(x - from.x, y - from.y) > SLIP) clearTimeout(timer);
    },
    up: () => clearTimeout(timer),
  };
}
