import { createCluster, type SimulatedCluster } from './api/simulated-cluster.ts';
import type { Clock } from './clock.ts';
import { startComponents } from './cluster-components.ts';
import { Random } from './random.ts';
import { Director } from './scenarios/director.ts';
import { Past, PastClock } from './scenarios/past.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface SimulationOptions {
  readonly scenario: Scenario;
  readonly nodes: number;
  readonly seed: number;
  readonly clock: Clock;
  /** Receives what a component failed at and tries again. */
  readonly onError: (error: unknown, where: string) => void;
}

/** A simulated cluster without its wire. */
export interface Simulation {
  readonly cluster: SimulatedCluster;
  readonly director: Director;
  stop(): void;
}

/** Makes the scenario's past and sets the cluster going. Equal seed, clock and calls give equal objects. */
export function startSimulation(options: SimulationOptions): Simulation {
  const { scenario, clock } = options;
  const random = new Random(options.seed);
  const pastClock = new PastClock(clock);
  const cluster = createCluster({ clock: pastClock, random: random.fork('api') });
  scenario.build(new Past({ api: cluster, clock: pastClock, random: random.fork('past'), nodeCount: options.nodes }));
  const stopComponents = startComponents({ api: cluster, clock, random, onError: options.onError });
  const director = new Director({ api: cluster, clock, scenario });
  const stopPlay = scenario.play?.({ api: cluster, clock }) ?? (() => undefined);
  return {
    cluster,
    director,
    stop: () => {
      director.stop();
      stopPlay();
      stopComponents();
    },
  };
}
