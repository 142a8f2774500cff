import type { JsonObject } from './json.ts';
import type { OpenWatch } from './watch-handler.ts';

/** Counts requests by verb and resource, so that a test can say "one watch per resource". */
export class RequestCounters {
  readonly #watches: ReadonlySet<OpenWatch>;
  readonly #requests = new Map<string, number>();

  constructor(watches: ReadonlySet<OpenWatch>) {
    this.#watches = watches;
  }

  count(verb: string, resource: string): void {
    const key = `${verb} ${resource}`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
  }

  /** Requests so far, by `verb resource`, such as `watch pods`. */
  requests(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#requests].sort());
  }

  /** Watches that are open now, by resource. */
  openWatches(): Readonly<Record<string, number>> {
    const open: Record<string, number> = {};
    for (const { resource } of this.#watches) open[resource.plural] = (open[resource.plural] ?? 0) + 1;
    return open;
  }

  /** Forgets the counts; open watches stay. */
  reset(): void {
    this.#requests.clear();
  }

  document(): JsonObject {
    return { requests: { ...this.requests() }, openWatches: { ...this.openWatches() } };
  }
}
