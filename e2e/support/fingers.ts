import type { CDPSession, Page } from '@playwright/test';

/** A place on the screen. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the screen, as the browser itself hears of them: what they do is scrolled, magnified and clicked by it. */
export class Fingers {
  readonly #page: Page;
  #session: CDPSession | null = null;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Fingers land one after the other. */
  async land(...places: readonly Place[]): Promise<void> {
    for (let count = 1; count <= places.length; count++) await this.#send('touchStart', places.slice(0, count));
  }

  /** All fingers that are down go to these places. */
  async move(...places: readonly Place[]): Promise<void> {
    await this.#send('touchMove', places);
  }

  async lift(): Promise<void> {
    await this.#send('touchEnd', []);
  }

  async tap(place: Place): Promise<void> {
    await this.land(place);
    await this.lift();
  }

  /** One finger goes from one place to another, in steps. */
  async drag(from: Place, to: Place): Promise<void> {
    await this.land(from);
    for (let step = 1; step <= 8; step++) {
      await this.move({ x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 });
    }
    await this.lift();
  }

  /** Two fingers around a place go from one distance to another. */
  async pinch(around: Place, from: number, to: number): Promise<void> {
    await this.land(...apart(around, from));
    for (let step = 1; step <= 12; step++) await this.move(...apart(around, from + ((to - from) * step) / 12));
    await this.lift();
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]): Promise<void> {
    this.#session ??= await this.#page.context().newCDPSession(this.#page);
    // A magnified page is told of places in its own measure; fingers are on the glass.
    const scale = await this.#page.evaluate(() => window.visualViewport?.scale ?? 1);
    const touchPoints = places.map(({ x, y }, id) => ({ x: x / scale, y: y / scale, id }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** Where two fingers are that are so far apart, side by side. */
export function apart({ x, y }: Place, distance: number): readonly [Place, Place] {
  return [
    { x: x - distance / 2, y },
    { x: x + distance / 2, y },
  ];
}
