import type { ServerResponse } from 'node:http';

export const MAX_BACKLOG_LINES = 50_000;
const MAX_WRITE_CHARACTERS = 256 * 1024;
const MAX_SENT_KEPT = 8_192;
const MAX_STALL_MS = 60_000;

/**
 * The sending side of one watch: lines wait here while the reader is slow, and a reader that is too slow is cut off.
 * Lines are shared with other watchers, so a backlog costs a reference each.
 */
export class WatchStream {
  readonly #response: ServerResponse;
  #queue: string[] = [];
  #next = 0;
  #bound: number;
  #blockedSince: number | undefined;
  #stalled = false;
  #ending = false;
  #pumpDue = false;

  constructor(response: ServerResponse, maxBacklogLines: number) {
    this.#response = response;
    this.#bound = maxBacklogLines;
    response.on('drain', () => {
      this.#blockedSince = undefined;
      this.#pump();
    });
  }

  get open(): boolean {
    return !this.#ending && !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** Queues what a watch starts with: known to be long, so it does not count against the bound. */
  begin(lines: readonly string[]): void {
    this.#bound += lines.length;
    this.#queue = [...this.#queue, ...lines];
    this.#pump();
  }

  /** Queues one line; cuts a reader off that has too many waiting or has taken none for too long. */
  send(line: string): void {
    if (!this.open) return;
    this.#queue.push(line);
    this.#pumpSoon();
    const late = this.#blockedSince !== undefined && Date.now() - this.#blockedSince > MAX_STALL_MS;
    if (late || this.#queue.length - this.#next > this.#bound) this.cut();
  }

  /** Ends the response after what is queued. */
  end(): void {
    this.#ending = true;
    this.#pump();
  }

  /** Breaks the connection. */
  cut(): void {
    this.#ending = true;
    this.#queue = [];
    this.#next = 0;
    this.#response.destroy();
  }

  /** Leaves the connection open and says nothing more: a half-open watch. */
  stall(): void {
    this.#stalled = true;
  }

  /** One write to the socket per turn of the event loop, however many lines a burst has. */
  #pumpSoon(): void {
    if (this.#pumpDue) return;
    this.#pumpDue = true;
    setImmediate(() => {
      this.#pumpDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (!this.#stalled && this.#blockedSince === undefined && this.#next < this.#queue.length) {
      if (!this.#response.write(this.#takeBatch())) this.#blockedSince = Date.now();
    }
    if (this.#next >= this.#queue.length) {
      this.#queue = [];
      this.#next = 0;
      if (this.#ending && !this.#response.writableEnded && !this.#response.destroyed) this.#response.end();
    }
  }

  #takeBatch(): string {
    const batch: string[] = [];
    for (let size = 0; size < MAX_WRITE_CHARACTERS && this.#next < this.#queue.length; this.#next++) {
      const line = this.#queue[this.#next] ?? '';
      size += line.length;
      batch.push(line);
    }
    if (this.#next > MAX_SENT_KEPT) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
    return batch.join('');
  }
}
