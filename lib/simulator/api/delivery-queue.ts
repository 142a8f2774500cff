interface Delivery<Event> {
  readonly event: Event;
  readonly listeners: ReadonlySet<(event: Event) => void>;
}

/**
 * Calls listeners one event after the other. An event that arises while another is delivered waits for its end, so that
 * every listener sees all events in the same order.
 */
export class DeliveryQueue<Event> {
  readonly #pending: Delivery<Event>[] = [];
  #delivering = false;

  /** Throws what a listener threw, after every listener was called. */
  deliver(event: Event, listeners: ReadonlySet<(event: Event) => void>): void {
    this.#pending.push({ event, listeners });
    if (this.#delivering) return;
    this.#delivering = true;
    const failures: unknown[] = [];
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) callAll(next, failures);
    this.#delivering = false;
    if (failures.length > 0) throw failures[0];
  }
}

function callAll<Event>({ event, listeners }: Delivery<Event>, failures: unknown[]): void {
  for (const listener of [...listeners]) {
    try {
      if (listeners.has(listener)) listener(event);
    } catch (failure) {
      failures.push(failure); // One broken listener must not hide the event from the others.
    }
  }
}
