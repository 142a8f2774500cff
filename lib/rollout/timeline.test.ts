import { describe, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode, type NodeBuilder } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import type { Timeline } from './timeline.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const ds = aDaemonSet().withMaxUnavailable(1).build();
const update = aRevision(ds).numbered(2).createdAt(at(0)).build();

interface Setting {
  readonly daemonSet?: typeof ds;
  readonly revisions?: readonly ControllerRevision[];
  readonly nodes?: readonly NodeBuilder[];
  readonly now?: number;
}

/** The timeline 100 s after the start of the update; Nodes are older than it unless given. */
function timelineIn(pods: Readonly<Record<string, readonly PodBuilder[]>>, setting: Setting = {}): Timeline {
  const { daemonSet = ds, revisions = [update], nodes = [], now = 100 } = setting;
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  for (const revision of revisions) cluster.setControllerRevision(revision);
  for (const [name, onNode] of Object.entries(pods)) {
    cluster.setNode(aNode(name).createdAt(at(-1000)).build());
    for (const pod of onNode) cluster.setPod(pod.on(name).build());
  }
  for (const node of nodes) cluster.setNode(node.build());
  cluster.settle(START + now * 1000);
  return cluster.timeline(daemonSet.metadata.uid, { from: 0, count: 10, now: START + now * 1000 }) as Timeline;
}

/** A series as its steps: seconds after the start and the value from then on. */
function steps(timeline: Timeline, name: 'desired' | 'updated' | 'available' | 'stale'): string {
  const { at: times, [name]: values } = timeline.series;
  return times
    .flatMap((time, index) => (values[index] === values[index - 1] ? [] : [`${(time - START) / 1000}:${values[index]}`]))
    .join(' ');
}

const updated = (name: string, created: number) => aPod(ds, `new-${name}`).createdAt(at(created));
const outdated = (name: string) => aPod(ds, `old-${name}`).ofRevision('old').createdAt(at(-500)).ready(at(-490));

describe('timeline', () => {
  it('[TIMELINE-1] begins when the update revision was made, and for one that came back when it was numbered anew', () => {
    expect(timelineIn({ a: [updated('a', 10).ready(at(20))] })).toMatchObject({ start: START, revision: 2 });
    const old = aRevision(ds).numbered(3).createdAt(at(-900));
    const newer = aRevision(aDaemonSet().withImage('x').build(), 'x').numbered(2).createdAt(at(5)).build();
    const back = { revisions: [old.withMeta({ changedAt: at(40) }).build(), newer] };
    expect(timelineIn({}, back)).toMatchObject({
      start: START + 40_000,
      markers: [{ kind: 'revision', revision: 3, again: true }],
    });
    expect(timelineIn({}, { revisions: [old.build(), newer] }).start).toBe(START + 5_000);
    expect(timelineIn({}, { revisions: [] })).toBeNull();
  });

  it('[TIMELINE-3] counts a Node as updated from the creation of its Pod, with surge from when that was available', () => {
    const pods = { a: [updated('a', 10).ready(at(30))], b: [updated('b', 40).ready(at(50))], c: [outdated('c')] };
    const timeline = timelineIn(pods);
    expect(steps(timeline, 'updated')).toBe('0:0 10:1 40:2');
    expect(steps(timeline, 'desired')).toBe('0:3');
    const surge = aDaemonSet().withMaxSurge(1).build();
    const revisions = [aRevision(surge).numbered(2).createdAt(at(0)).build()];
    const pair = { ...pods, d: [outdated('d'), updated('d', 60).notReady()] };
    expect(steps(timelineIn(pair, { daemonSet: surge, revisions }), 'updated')).toBe('0:0 30:1 50:2');
  });

  it('[TIMELINE-4] takes the Pod that a new one replaced to have been there and available; with surge nothing is missing between', () => {
    const pods = { a: [updated('a', 10).ready(at(30))], c: [outdated('c')] };
    const timeline = timelineIn(pods);
    expect(steps(timeline, 'stale')).toBe('0:2 10:1');
    expect(steps(timeline, 'available')).toBe('0:2 10:1 30:2');
    expect(timeline.inferred).toBe(1);
    const surge = aDaemonSet().withMaxSurge(1).build();
    const revisions = [aRevision(surge).numbered(2).createdAt(at(0)).build()];
    const surging = timelineIn(pods, { daemonSet: surge, revisions });
    expect([steps(surging, 'available'), steps(surging, 'stale')]).toEqual(['0:2', '0:2 30:1']);
    const first = timelineIn(pods, { revisions: [aRevision(ds).numbered(1).createdAt(at(0)).build()] });
    expect([steps(first, 'stale'), first.inferred]).toEqual(['0:1', 0]);
  });

  it('[TIMELINE-8] shows the Nodes on which it goes on first, the longest first, then the slowest of those that are done', () => {
    const waits = aDaemonSet().withMinReadySeconds(5).build();
    const timeline = timelineIn(
      {
        fast: [updated('fast', 10).ready(at(12))],
        slow: [updated('slow', 20).ready(at(50))],
        stuck: [updated('stuck', 30).notReady()],
        ending: [outdated('ending').terminating(at(115))],
        waiting: [outdated('waiting')],
      },
      { daemonSet: waits },
    );
    const lanes = timeline.lanes.map(({ node, seconds, availableAt }) => [node, seconds, availableAt]);
    expect(lanes).toEqual([
      ['stuck', 70, null],
      ['ending', 15, null],
      ['slow', 35, at(55)],
      ['fast', 7, at(17)],
    ]);
    expect(timeline).toMatchObject({
      laneCount: 4,
      inFlight: 2,
      durations: { nodes: 2, medianSeconds: 7, slowTenthSeconds: 35 },
    });
    expect(timeline.lanes[1]).toMatchObject({ pod: '', deletedAt: at(85), createdAt: null, state: 'replacing' });
    expect(timeline.lanes[2]).toMatchObject({ createdAt: at(20), startedAt: at(20), readyAt: at(50) });
  });

  it('[TIMELINE-9] takes a time that another clock puts ahead as now, and one from before the update as its start', () => {
    const timeline = timelineIn({ a: [updated('a', 500).ready(at(600))], b: [updated('b', -5).ready(at(-2))] });
    expect(steps(timeline, 'updated')).toBe('0:1 100:2');
    expect(timeline.series.at).toEqual([START, START + 100_000]);
  });

  it('[TIMELINE-10] marks the revision with its change cause, and Nodes that joined, those close together as one', () => {
    const revisions = [aRevision(ds).numbered(2).withChangeCause('new image').createdAt(at(0)).build()];
    const nodes = [aNode('n2').createdAt(at(51)), aNode('n1').createdAt(at(50)), aNode('n3').createdAt(at(90))];
    const timeline = timelineIn({ a: [updated('a', 10).ready(at(30))] }, { revisions, nodes });
    expect(timeline.markers).toEqual([
      { kind: 'revision', at: START, revision: 2, again: false, changeCause: 'new image' },
      { kind: 'nodesJoined', at: START + 50_000, nodes: 2, node: 'n1' },
      { kind: 'nodesJoined', at: START + 90_000, nodes: 1, node: 'n3' },
    ]);
    expect(steps(timeline, 'desired')).toBe('0:1 50:2 51:3 90:4');
  });

  it('[TIMELINE-10] marks eligible Nodes whose objects are being deleted, as long as they are there to tell of it', () => {
    const leaving = (name: string, seconds: number) => aNode(name).withMeta({ deletionTimestamp: at(seconds) });
    const tainted = leaving('n3', 70).withTaint('x', 'NoSchedule');
    const timeline = timelineIn({}, { nodes: [leaving('n2', 60), leaving('n1', 61), tainted, leaving('n0', -5)] });
    expect(timeline.markers.slice(1)).toEqual([{ kind: 'nodesLeaving', at: START + 60_000, nodes: 2, node: 'n2' }]);
  });

  it('[TIMELINE-11] a pause is marked when it was made, and so is a strategy that was written since the update began', () => {
    const memory = `{"rollingUpdate":{"maxUnavailable":1,"maxSurge":0},"pausedAt":"${at(30)}"}`;
    const paused = aDaemonSet().onDelete().withAnnotation(PAUSED_ANNOTATION, memory).build();
    const marked = (daemonSet: typeof ds) => timelineIn({}, { daemonSet }).markers.slice(1);
    expect(marked({ ...paused, strategyChangedAt: at(40) })).toEqual([{ kind: 'paused', at: START + 30_000 }]);
    const untimed = aDaemonSet().onDelete().withAnnotation(PAUSED_ANNOTATION, '{}').build();
    expect(marked(untimed)).toEqual([]);
    expect(marked({ ...untimed, strategyChangedAt: at(40) })).toEqual([{ kind: 'paused', at: START + 40_000 }]);
    expect(marked({ ...aDaemonSet().onDelete().build(), strategyChangedAt: at(40) })).toMatchObject([{ kind: 'onDelete' }]);
    expect(marked({ ...ds, strategyChangedAt: at(50) })).toEqual([
      { kind: 'rolling', at: START + 50_000, maxUnavailable: '1', maxSurge: '0' },
    ]);
    for (const seconds of [-10, 0, 200]) expect(marked({ ...ds, strategyChangedAt: at(seconds) })).toEqual([]);
  });
});
