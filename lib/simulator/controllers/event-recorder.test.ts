import { expect, it } from 'vitest';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import { createCluster } from '../api/simulated-cluster.ts';
import { ManualClock } from '../clock.ts';
import { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { START } from '../test-rig.ts';
import { EventRecorder } from './event-recorder.ts';

function rig() {
  const clock = new ManualClock(START);
  const api = createCluster({ clock, random: new Random(1) });
  api.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
  const recorder = new EventRecorder(api, clock);
  const about = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
  };
  const record = (message: string) => recorder.record({ component: 'law' }, about, { type: 'Normal', reason: 'Law', message });
  const events = () => api.list<KubernetesEvent>(RESOURCES.events).map(({ message, count }) => `${count} ${message}`);
  return { clock, record, events };
}

it('[SIM-EVENT-1] the same event again raises its count', () => {
  const { record, events } = rig();
  for (let time = 0; time < 3; time++) record('again');
  expect(events()).toEqual(['3 again']);
});

it('[SIM-EVENT-2] from the tenth similar one on they are combined', () => {
  const { record, events } = rig();
  for (let number = 1; number <= 12; number++) record(`number ${number}`);
  expect(events()).toHaveLength(10);
  expect(events().at(-1)).toBe('3 (combined from similar events): number 12');
});

it('[SIM-EVENT-3] after 25 events about one object its source may write one in five minutes', () => {
  const { clock, record, events } = rig();
  for (let time = 0; time < 40; time++) record('flood');
  expect(events()).toEqual(['25 flood']);
  clock.advance(300_000);
  record('flood');
  record('flood');
  expect(events()).toEqual(['26 flood']);
});
