import { describe, expect, it } from 'vitest';
import type { DaemonSet, DaemonSetStatus } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ManualClock } from './clock.ts';
import { ApiError, type WatchEvent } from './cluster-api.ts';
import { control, simulatorState } from './control-routes.ts';
import { RESOURCES } from './resources.ts';
import { SCENARIOS, scenarioNamed } from './scenarios/catalogue.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { amounts, podRequests } from './scheduler/pod-requests.ts';
import { startSimulation } from './simulation.ts';
import { START } from './test-rig.ts';

function simulate(name: string, { nodes = 60, seed = 1 } = {}) {
  const scenario = scenarioNamed(name) as Scenario;
  const clock = new ManualClock(START);
  const onError = (error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
  };
  const simulation = startSimulation({ scenario, clock, seed, nodes, onError });
  const daemonSet = (key: string): DaemonSet => {
    const [namespace = '', daemonSetName = ''] = key.split('/');
    const found = simulation.api.get<DaemonSet>(RESOURCES.daemonSets, namespace, daemonSetName);
    if (!found) throw new Error(`no DaemonSet ${key}`);
    return found;
  };
  const controls = { director: simulation.director, scenario, seed, nodes: () => simulation.api.list(RESOURCES.nodes).length };
  return { ...simulation, scenario, clock, daemonSet, controls };
}

const counts = (daemonSet: DaemonSet): Partial<DaemonSetStatus> => daemonSet.status ?? {};
const isComplete = (daemonSet: DaemonSet) => {
  const { desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = counts(daemonSet);
  return updatedNumberScheduled === desiredNumberScheduled && numberAvailable === desiredNumberScheduled;
};

it('[SIM-TIME-1] the same seed, clock and calls give the same objects in the same order', () => {
  const record = (seed: number) => {
    const { api, clock, director } = simulate('showcase', { nodes: 20, seed });
    const seen: string[] = [];
    for (const resource of Object.values(RESOURCES))
      api.watch(resource, ({ type, object }: WatchEvent<Pod>) => seen.push(`${type} ${JSON.stringify(object)}`));
    clock.advance(20_000);
    director.act('break');
    clock.advance(40_000);
    return seen;
  };
  const first = record(7);
  expect(first.length).toBeGreaterThan(300);
  expect(record(7)).toEqual(first);
  expect(record(8)).not.toEqual(first);
});

describe('scenarios', () => {
  it.each(SCENARIOS.filter(({ name }) => name !== 'large-fleet'))(
    '[SIM-SCENARIO-1] $name: what the past left is what the controllers would have made',
    (scenario) => {
      const { api, clock } = simulate(scenario.name, { nodes: scenario.nodes ?? 24 });
      const changes: string[] = [];
      let settled = false;
      api.watch(
        RESOURCES.pods,
        ({ type, object }) => settled && type !== 'MODIFIED' && changes.push(`${type} ${object.metadata.name}`),
      );
      settled = true;
      clock.advance(1_000);
      const rolls = scenario.name === 'rolling-update';
      expect(rolls ? [] : changes).toEqual([]);
      for (const daemonSet of api.list<DaemonSet>(RESOURCES.daemonSets))
        expect(daemonSet.status?.observedGeneration, daemonSet.metadata.name).toBe(daemonSet.metadata.generation);
    },
  );

  it('[SIM-SCENARIO-2] each has a name and one sentence', () => {
    for (const { name, description } of SCENARIOS) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description).toMatch(/^[A-Za-z].*\.$/);
    }
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });

  it.each([
    [
      'healthy-fleet',
      'kube-system/fluentd-elasticsearch',
      { numberAvailable: 60, updatedNumberScheduled: 60, numberMisscheduled: 0 },
    ],
    ['bad-image', 'kube-system/fluentd-elasticsearch', { numberAvailable: 54, updatedNumberScheduled: 6, numberUnavailable: 6 }],
    ['on-delete', 'monitoring/node-exporter', { numberAvailable: 60, updatedNumberScheduled: 30 }],
    [
      'cordoned-zone',
      'kube-system/fluentd-elasticsearch',
      { desiredNumberScheduled: 60, numberAvailable: 60, numberMisscheduled: 0 },
    ],
    ['memory-short', 'storage/csi-node', { desiredNumberScheduled: 60, currentNumberScheduled: 60, numberAvailable: 57 }],
    ['untolerated-taint', 'storage/csi-node', { desiredNumberScheduled: 41, numberAvailable: 41, numberMisscheduled: 0 }],
    [
      'misscheduled',
      'kube-system/fluentd-elasticsearch',
      { desiredNumberScheduled: 51, numberMisscheduled: 9, numberAvailable: 51 },
    ],
    [
      'project-node-selector',
      'team-blue/hello-daemonset',
      { desiredNumberScheduled: 50, currentNumberScheduled: 50, numberAvailable: 32 },
    ],
    ['held-back', 'monitoring/trace-agent', { numberUnavailable: 3, updatedNumberScheduled: 3 }],
    ['held-back', 'edge/span-collector', { numberUnavailable: 3 }],
    ['held-back', 'metering/usage-meter', { numberUnavailable: 3 }],
  ])('[SIM-SCENARIO-3] %s stays what it says: %s', (name, key, status) => {
    const { clock, daemonSet } = simulate(name);
    clock.advance(60_000);
    expect(daemonSet(key).status).toMatchObject(status);
  });

  it.each(SCENARIOS.filter(({ name }) => name !== 'large-fleet'))(
    '[SIM-SCENARIO-6] $name: no Node holds more than it has',
    ({ name }) => {
      const { api } = simulate(name);
      for (const node of api.list<Node>(RESOURCES.nodes)) {
        const pods = api.list<Pod>(RESOURCES.pods).filter((pod) => pod.spec.nodeName === node.metadata.name);
        for (const [resource, limit] of amounts(node.status.allocatable ?? {})) {
          const used = pods.reduce((sum, pod) => sum + (podRequests(pod).get(resource) ?? 0), 0);
          expect(used, `${resource} of ${node.metadata.name}`).toBeLessThanOrEqual(limit);
        }
      }
    },
  );

  it('[SIM-SCENARIO-4] nodes-joining: every Node that joins ends with its daemon Pods ready', () => {
    const { api, clock, daemonSet } = simulate('nodes-joining', { nodes: 20 });
    clock.advance(60_000);
    expect(api.list<Node>(RESOURCES.nodes)).toHaveLength(25);
    expect(daemonSet('kube-system/fluentd-elasticsearch').status).toMatchObject({
      desiredNumberScheduled: 25,
      numberAvailable: 25,
    });
  });

  it('[SIM-SCENARIO-5] showcase: a roll starts within seconds, takes one to two minutes for 60 Nodes, and another follows', () => {
    const { clock, daemonSet, scenario } = simulate('showcase');
    const subject = () => daemonSet(scenario.subject);
    const firstRevision = subject().metadata.generation ?? 0;
    clock.advance(8_000);
    expect(isComplete(subject())).toBe(false);
    let seconds = 8;
    for (; !isComplete(subject()) && seconds < 300; seconds++) clock.advance(1_000);
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(130);
    clock.advance(40_000);
    expect(subject().metadata.generation).toBe(firstRevision + 2);
  });
});

describe('control', () => {
  it('[SIM-CONTROL-1] start, break and mend do what they say, and the state tells what may be done', () => {
    const { clock, daemonSet, scenario, controls } = simulate('healthy-fleet', { nodes: 12 });
    const available = () => {
      const { actions } = simulatorState(controls) as { actions: { action: string; available: boolean }[] };
      return actions.filter((one) => one.available).map(({ action }) => action);
    };
    expect(available()).toEqual(['start', 'break']);
    control(controls, { action: 'break' });
    clock.advance(120_000);
    expect(daemonSet(scenario.subject).status).toMatchObject({ numberUnavailable: 2 });
    expect(available()).toEqual(['mend']);
    control(controls, { action: 'mend' });
    clock.advance(120_000);
    expect(isComplete(daemonSet(scenario.subject))).toBe(true);
    control(controls, { action: 'start' });
    clock.advance(1_000);
    expect(isComplete(daemonSet(scenario.subject))).toBe(false);
  });

  it.each([undefined, null, 'start', {}, { action: 'stop' }, { action: 1 }, { action: '__proto__' }])(
    '[SIM-CONTROL-2] %j is refused with a sentence that says what is allowed',
    (body) => {
      const { controls } = simulate('healthy-fleet', { nodes: 3 });
      expect(() => control(controls, body)).toThrow('The body\'s field "action" must be one of "start", "break", "mend".');
    },
  );

  it('[SIM-CONTROL-3] an action that is not possible now is a conflict', () => {
    const { controls } = simulate('healthy-fleet', { nodes: 3 });
    expect(() => control(controls, { action: 'mend' })).toThrow('there is nothing to mend');
  });
});
