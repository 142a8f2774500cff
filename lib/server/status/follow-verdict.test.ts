import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { followVerdict, type Verdict } from './follow-verdict.ts';

const DAEMON_SET = aDaemonSet().build();

function follow(name = 'logger') {
  const clock = manualTimers();
  const connection = aClusterConnection();
  const told: Verdict[] = [];
  const end = followVerdict({ connection, clock, namespace: 'default', name }, (verdict) => told.push(verdict));
  const sink = connection.sink();
  sink.setDaemonSet(DAEMON_SET);
  sink.setControllerRevision(aRevision(DAEMON_SET).build());
  sink.setNode(aNode('n1').build());
  return { clock, connection, sink, told, end };
}

describe('rollcall status', () => {
  it('[STATUS-1] says nothing before everything is listed, and then each change of its words once', () => {
    const { clock, connection, sink, told } = follow();
    clock.advance(1_000);
    expect(told).toEqual([]);
    connection.becomeSynced();
    clock.advance(200);
    expect(told).toMatchObject([{ kind: 'rollout', complete: false }]);
    sink.setNode(aNode('n1').withLabel('a', 'b').build());
    clock.advance(200);
    expect(told).toHaveLength(1);
    sink.setPod(aPod(DAEMON_SET, 'p1').on('n1').build());
    clock.advance(200);
    expect(told.at(-1)).toEqual({
      kind: 'rollout',
      complete: true,
      sentence: { code: 'sentence.done', params: expect.objectContaining({ name: 'logger' }) },
    });
  });

  it('[STATUS-2] a DaemonSet that is not there is an error, and the last word', () => {
    const { clock, connection, sink, told } = follow('nobody');
    connection.becomeSynced();
    clock.advance(200);
    sink.setNode(aNode('n2').build());
    clock.advance(1_000);
    expect(told).toEqual([{ kind: 'error', problem: 'There is no DaemonSet default/nobody.' }]);
  });

  it('[STATUS-3] a cluster that cannot be listed within 30 seconds is an error with the connection’s own words', () => {
    const { clock, connection, told } = follow();
    connection.become({ state: 'connecting', problem: 'No route.' });
    clock.advance(29_000);
    expect(told).toEqual([]);
    clock.advance(2_000);
    expect(told).toEqual([{ kind: 'error', problem: 'No route.' }]);
  });

  it('[STATUS-4] nothing is told after it was ended', () => {
    const { clock, connection, told, end } = follow();
    end();
    connection.becomeSynced();
    clock.advance(60_000);
    expect(told).toEqual([]);
  });
});
