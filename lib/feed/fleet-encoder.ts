import type { Summary } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';
import { sameConnection } from './daemon-set-encoder.ts';
import type { FleetPatch, FleetSnapshot } from './snapshot.ts';

/** The fleet as of one round. */
export interface FleetState {
  readonly asOf: string;
  readonly connection: Connection;
  readonly nodeCount: number;
  /** By uid. Summaries that did not change keep their reference. */
  readonly summaries: ReadonlyMap<string, Summary>;
}

/** The fleet feed without the transport: holds exactly what a client holds that applied every patch. */
export class FleetEncoder {
  readonly #epoch: string;
  readonly #items: Map<string, Summary>;
  #seq = 0;
  #state: Omit<FleetState, 'summaries'>;

  constructor(options: FleetState & { epoch: string }) {
    this.#epoch = options.epoch;
    this.#items = new Map(options.summaries);
    this.#state = { asOf: options.asOf, connection: options.connection, nodeCount: options.nodeCount };
  }

  get cursor(): FleetSnapshot['cursor'] {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Everything as of the last patch. */
  snapshot(): FleetSnapshot {
    return { kind: 'fleet', cursor: this.cursor, ...this.#state, items: [...this.#items.values()] };
  }

  /** Takes over the state and returns the next patch, or null when a client would see no difference. */
  patch(state: FleetState): FleetPatch | null {
    const items = [...state.summaries].filter(([uid, summary]) => this.#items.get(uid) !== summary).map(([, summary]) => summary);
    const removed = [...this.#items.keys()].filter((uid) => !state.summaries.has(uid));
    const parts: Omit<FleetPatch, 'kind' | 'seq' | 'asOf'> = {
      ...(sameConnection(state.connection, this.#state.connection) ? {} : { connection: state.connection }),
      ...(state.nodeCount === this.#state.nodeCount ? {} : { nodeCount: state.nodeCount }),
      ...(items.length > 0 ? { items } : {}),
      ...(removed.length > 0 ? { removed } : {}),
    };
    for (const uid of removed) this.#items.delete(uid);
    for (const summary of items) this.#items.set(summary.uid, summary);
    this.#state = { asOf: state.asOf, connection: state.connection, nodeCount: state.nodeCount };
    if (Object.keys(parts).length === 0) return null;
    this.#seq += 1;
    return { kind: 'fleet', seq: this.#seq, asOf: state.asOf, ...parts };
  }
}
