import type { Node } from '#lib/kubernetes/node.ts';
import { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { addFleet, fleetNode } from './fleet.ts';
import { SUBJECT } from './manifests.ts';
import type { Scenario, Stage } from './scenario.ts';
import { addNamespaces, addSettledFluentd, addStandardDaemonSets } from './standard-daemon-sets.ts';

const BETWEEN_JOINS_MS = 6_000;
const REST_MS = 45_000;

export const nodesJoining: Scenario = {
  name: 'nodes-joining',
  description: 'The cluster grows by a quarter, one node every few seconds, shrinks again, and begins anew.',
  subject: SUBJECT,
  keepsRolling: false,
  build(past) {
    addNamespaces(past);
    addFleet(past);
    addStandardDaemonSets(past);
    addSettledFluentd(past);
  },
  play: (stage) => new Autoscaler(stage).start(),
};

/** Adds Nodes one by one and takes them away again together. */
class Autoscaler {
  readonly #stage: Stage;
  readonly #first: number;
  readonly #wanted: number;
  readonly #random = new Random(1);
  readonly #added: string[] = [];
  #cancel: () => void = () => undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#first = stage.api.list<Node>(RESOURCES.nodes).length;
    this.#wanted = Math.max(3, Math.ceil(this.#first / 4));
  }

  start(): () => void {
    this.#after(BETWEEN_JOINS_MS / 2, () => this.#join());
    return () => this.#cancel();
  }

  #join(): void {
    const now = this.#stage.clock.now();
    const node = fleetNode(this.#first + this.#added.length, 'general', { random: this.#random, now, joinedAgo: 0 });
    const { capacity, allocatable } = node.status;
    const bare = { ...node, status: { capacity, allocatable } };
    if (!this.#stage.api.get(RESOURCES.nodes, '', node.metadata.name)) this.#stage.api.create(RESOURCES.nodes, bare);
    this.#added.push(node.metadata.name);
    if (this.#added.length < this.#wanted) this.#after(BETWEEN_JOINS_MS, () => this.#join());
    else this.#after(REST_MS, () => this.#shrink());
  }

  #shrink(): void {
    for (const name of this.#added.splice(0))
      if (this.#stage.api.get(RESOURCES.nodes, '', name)) this.#stage.api.delete(RESOURCES.nodes, '', name);
    this.#after(2 * REST_MS, () => this.#join());
  }

  #after(delayMs: number, action: () => void): void {
    this.#cancel = this.#stage.clock.schedule(delayMs, action);
  }
}
