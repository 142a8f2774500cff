import { createCluster } from './api/simulated-cluster.ts';
import type { Clock } from './clock.ts';
import type { ClusterApi } from './cluster-api.ts';
import { startComponents } from './cluster-components.ts';
import { Random } from './random.ts';
import { Director } from './scenarios/director.ts';
import { Past } from './scenarios/past.ts';
import { PastClock } from './scenarios/past-clock.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface SimulationOptions {
  readonly scenario: Scenario;
  readonly nodes: number;
  readonly seed: number;
  readonly clock: Clock;
  /** Factor on everything that takes a kubelet time (pulls, starts, stops, back-offs); 1 when absent. */
  readonly pace?: number;
  /** Makes the empty cluster; in memory alone when absent. */
  readonly createApi?: (parts: { clock: Clock; random: Random }) => ClusterApi;
  /** Receives what a component failed at and tries again. */
  readonly onError: (error: unknown, where: string) => void;
}

/** A simulated cluster at work. */
export interface Simulation {
  readonly api: ClusterApi;
  readonly director: Director;
  stop(): void;
}

/** Makes the scenario's past and sets the cluster going. Equal seed, clock and calls give equal objects. */
export function startSimulation(options: SimulationOptions): Simulation {
  const { scenario, clock, onError } = options;
  const random = new Random(options.seed);
  const pastClock = new PastClock(clock);
  const api = (options.createApi ?? createCluster)({ clock: pastClock, random: random.fork('api') });
  scenario.build(new Past({ api, clock: pastClock, random: random.fork('past'), nodeCount: options.nodes }));
  const stopComponents = startComponents({ api, clock, random, pace: options.pace ?? 1, onError });
  const director = new Director({ api, clock, scenario });
  const stopPlay = scenario.play?.({ api, clock }) ?? (() => undefined);
  return {
    api,
    director,
    stop: () => {
      director.stop();
      stopPlay();
      stopComponents();
    },
  };
}
