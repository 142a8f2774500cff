import type { Node } from '#lib/kubernetes/node.ts';
import { createApiServer, type SimulatedApiServer } from './api/api-server.ts';
import { type Clock, SystemClock } from './clock.ts';
import { ApiError, type ClusterApi } from './cluster-api.ts';
import { controlHandler, simulatorState, stateHandler } from './control-routes.ts';
import { createPodLogSource } from './kubelet/kubelet-logs.ts';
import { RESOURCES } from './resources.ts';
import { DEFAULT_NODES, DEFAULT_SCENARIO, scenarioNamed } from './scenarios/catalogue.ts';
import type { Action } from './scenarios/director.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { startSimulation } from './simulation.ts';

export interface SimulatorOptions {
  /** The scenario's own number when absent, 60 for most. */
  readonly nodes?: number;
  /** `showcase` when absent. */
  readonly scenario?: string;
  readonly seed?: number;
  /** 0 or absent for a free port on 127.0.0.1. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Factor on everything that takes a kubelet time (pulls, starts, stops, back-offs); tests are quick with 0.05. */
  readonly pace?: number;
  /** Lets tests break connections and count requests over /simulator/faults and /simulator/metrics. */
  readonly faultsEnabled?: boolean;
  /** Receives faults of the simulator itself; they are thrown when absent. */
  readonly onError?: (error: unknown) => void;
}

export interface Simulator {
  readonly url: string;
  /** The text of a kubeconfig file for this cluster. */
  readonly kubeconfig: string;
  readonly api: ClusterApi;
  readonly server: SimulatedApiServer;
  /** Starts, breaks or mends a rollout of the scenario's DaemonSet. Throws ApiError 409 when that is not possible now. */
  control(action: Action): void;
  /** What `GET /simulator/state` answers. */
  state(): object;
  stop(): Promise<void>;
}

/** Starts a simulated cluster that listens on loopback. Throws RangeError for an unknown scenario. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const scenario = scenarioNamed(options.scenario ?? DEFAULT_SCENARIO);
  if (!scenario) throw new RangeError(`there is no scenario named ${JSON.stringify(options.scenario)}`);
  const { seed = 1, clock = new SystemClock() } = options;
  const { simulation, server } = startParts(options, { scenario, seed, clock });
  const { api, director } = simulation;
  const controls = { director, scenario, seed, nodes: () => api.list<Node>(RESOURCES.nodes).length };
  server.setPodLogSource(createPodLogSource(api, clock));
  server.route('/simulator/state', stateHandler(controls));
  server.route('/simulator/control', controlHandler(controls));
  const { url } = await listenOrStop(server, simulation.stop);
  return {
    url,
    kubeconfig: server.kubeconfig(),
    api,
    server,
    control: (action) => void director.act(action),
    state: () => simulatorState(controls),
    stop: async () => {
      simulation.stop();
      await server.close();
    },
  };
}

function startParts(options: SimulatorOptions, { scenario, seed, clock }: { scenario: Scenario; seed: number; clock: Clock }) {
  const onError = (error: unknown) => reportFault(options, error);
  let server: SimulatedApiServer | undefined;
  const simulation = startSimulation({
    scenario,
    clock,
    seed,
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    nodes: options.nodes ?? scenario.nodes ?? DEFAULT_NODES,
    createApi: (parts) => {
      server = createApiServer({ ...parts, ...portAndFaults(options), onError });
      return server.api;
    },
    onError,
  });
  if (!server) throw new Error('the simulation made no API server');
  return { simulation, server };
}

function portAndFaults({ port, faultsEnabled }: SimulatorOptions) {
  return { ...(port === undefined ? {} : { port }), ...(faultsEnabled === undefined ? {} : { faultsEnabled }) };
}

/** A refusal of the API server is part of a controller's life and is tried again; anything else is a fault. */
function reportFault(options: SimulatorOptions, error: unknown): void {
  if (error instanceof ApiError) return;
  if (!options.onError) throw error;
  options.onError(error);
}

async function listenOrStop(server: SimulatedApiServer, stop: () => void) {
  try {
    return await server.listen();
  } catch (error) {
    stop();
    throw error;
  }
}
