import { afterEach, expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ManualClock } from './clock.ts';
import { RESOURCES } from './resources.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { START } from './test-rig.ts';

let simulator: Simulator | undefined;
const clock = new ManualClock(START);

async function started(): Promise<Simulator> {
  simulator = await startSimulator({ scenario: 'healthy-fleet', nodes: 4, clock });
  clock.advance(1_000);
  return simulator;
}

afterEach(async () => {
  await simulator?.stop();
  simulator = undefined;
});

const post = (url: string, body: string, contentType = 'application/json') =>
  fetch(`${url}/simulator/control`, { method: 'POST', body, headers: { 'content-type': contentType } });

it('[SIM-SERVER-1] it listens on loopback, and its kubeconfig leads there', async () => {
  const { url, kubeconfig } = await started();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(kubeconfig).toContain(`server: ${url}`);
  const nodes = (await (await fetch(`${url}/api/v1/nodes`)).json()) as { items: unknown[] };
  expect(nodes.items).toHaveLength(4);
});

it('[SIM-SERVER-2] GET /simulator/state tells the scenario, the others, the seed, the nodes and what may be done', async () => {
  const { url } = await started();
  expect(await (await fetch(`${url}/simulator/state`)).json()).toMatchObject({
    scenario: 'healthy-fleet',
    scenarios: expect.arrayContaining([{ name: 'showcase', description: expect.any(String) }]),
    seed: 1,
    nodes: 4,
    daemonSet: { namespace: 'kube-system', name: 'fluentd-elasticsearch' },
    rolling: false,
    broken: false,
    actions: [
      { action: 'start', available: true },
      { action: 'break', available: true },
      { action: 'mend', available: false },
    ],
  });
});

it('[SIM-SERVER-3] POST /simulator/control acts and answers with the new state', async () => {
  const { url } = await started();
  const answer = await post(url, JSON.stringify({ action: 'break' }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ rolling: true, broken: true });
});

it.each([
  ['{', 400, 'The body must be JSON with the field "action", one of "start", "break", "mend".'],
  ['{"action":"explode"}', 400, 'The body\'s field "action" must be one of "start", "break", "mend".'],
  ['{"action":"mend"}', 409, 'The DaemonSet has a working image: there is nothing to mend.'],
  [`"${'x'.repeat(5000)}"`, 413, 'The body must be at most 4096 bytes long.'],
])('[SIM-SERVER-4] a bad request is refused with a sentence: %.30s', async (body, status, message) => {
  const answer = await post((await started()).url, body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { message } });
});

it('[SIM-SERVER-5] another content type and another method are refused', async () => {
  const { url } = await started();
  expect((await post(url, '{"action":"start"}', 'text/plain')).status).toBe(415);
  expect((await fetch(`${url}/simulator/control`)).status).toBe(405);
});

it('[SIM-SERVER-6] a container has a log over the wire', async () => {
  const { url, api } = await started();
  const { namespace, name } = (api.list<Pod>(RESOURCES.pods)[0] as Pod).metadata;
  const answer = await fetch(`${url}/api/v1/namespaces/${namespace}/pods/${name}/log?tailLines=2`);
  expect((await answer.text()).trim().split('\n')).toHaveLength(2);
});

it('[SIM-SERVER-7] an unknown scenario is refused before anything starts', async () => {
  await expect(startSimulator({ scenario: 'nope' })).rejects.toThrow('there is no scenario named "nope"');
});
