import type { Connection } from '#lib/feed/connection.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { ManualClock } from '#lib/simulator/clock.ts';
import { aContext, aRecordingSink } from './fake-api-server-rig.ts';

/** Loopback needs a few turns of the event loop for a request and its answer; nothing waits for time. */
const TURNS = 120;

/** A manual clock whose reading can be shifted as when somebody sets it, without any timer running. */
class ShiftingClock extends ManualClock {
  #shiftMs = 0;

  override now(): number {
    return super.now() + this.#shiftMs;
  }

  shift(ms: number): void {
    this.#shiftMs += ms;
  }
}

/** A connection to a server of a test: real sockets, a clock that only the test moves. */
export class ConnectionRig {
  readonly clock = new ShiftingClock(Date.parse('2026-01-01T00:00:00Z'));
  readonly connection;
  /** Every connection state that listeners were told, the first one included. */
  readonly seen: Connection[] = [];
  readonly warnings: { resource?: string; reason?: string }[] = [];
  readonly #sink = aRecordingSink();

  constructor(server: string, changes: Partial<ClusterContext> = {}) {
    const logger = { info: () => {}, error: () => {}, warn: (fields: object) => void this.warnings.push(fields) };
    this.connection = openClusterConnection(aContext(server, changes), { clock: this.clock, random: () => 0.5, logger });
    this.seen.push(this.connection.connection());
    this.connection.onConnection((connection) => this.seen.push(connection));
  }

  start(): void {
    this.connection.start(this.#sink);
  }

  state(): Connection['state'] {
    return this.connection.connection().state;
  }

  held() {
    const { names } = this.#sink;
    return {
      nodes: names('nodes'),
      pods: names('pods'),
      daemonsets: names('daemonsets'),
      controllerrevisions: names('controllerrevisions'),
    };
  }

  /** Resolves once the condition holds; checked each turn of the event loop, the clock standing still. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** One second passes, and all that it sets off on loopback. */
  async second(): Promise<void> {
    for (let half = 0; half < 2; half += 1) {
      this.clock.advance(500);
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
