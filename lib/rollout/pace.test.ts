import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { detailIn } from '#lib/testing/builders/prediction-of.ts';

const rolling = aDaemonSet().withMaxUnavailable(1).build();
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

/** An update since 40 s: `done` Nodes completed, one every ten seconds from there, `left` still outdated. */
function updateOf(done: number, left: number): Record<string, PodBuilder[]> {
  const completed = Array.from({ length: done }, (_, index) => {
    const pod = aPod(rolling, `new-${index}`)
      .createdAt(at(20 + index * 10))
      .ready(at(25 + index * 10));
    return [`done-${index}`, [pod]] as const;
  });
  const outdated = Array.from({ length: left }, (_, index) => {
    return [`left-${index}`, [aPod(rolling, `old-${index}`).ofRevision('old')]] as const;
  });
  return Object.fromEntries([...completed, ...outdated].map(([node, pods]) => [node, [...pods]]));
}

function paceOf(pods: Record<string, PodBuilder[]>, daemonSet = rolling, nodes: Parameters<typeof aNode>[0][] = []) {
  const joined = nodes.map((name) => aNode(name).createdAt(at(30)));
  return detailIn(daemonSet, pods, { nodes: joined }).pace;
}

describe('pace', () => {
  it('[PACE-1] is that of the completions since the first Pod, and null for fewer than three or without an update', () => {
    expect(paceOf(updateOf(4, 6))).toMatchObject({ completed: 4, since: at(20), nodesPerHour: 360, remaining: 6 });
    expect(paceOf(updateOf(2, 6))).toBeNull();
    expect(paceOf(updateOf(4, 0))).toBeNull();
    expect(paceOf(updateOf(4, 6), aDaemonSet().onDelete().build())).toBeNull();
  });

  it('[PACE-2] the time left has the error of a count, and counts only what the update itself has done', () => {
    expect(paceOf(updateOf(4, 6))?.left).toEqual({ least: 40, most: 120 });
    const joined = { ...updateOf(4, 6), joined: [aPod(rolling, 'joined').createdAt(at(35)).ready(at(36))] };
    expect(paceOf(joined, rolling, ['joined'])).toMatchObject({ completed: 4 });
    const early = { ...updateOf(4, 6), early: [aPod(rolling, 'early').createdAt(at(-60)).ready(at(-50))] };
    expect(paceOf(early)).toMatchObject({ completed: 4 });
  });

  it('[PACE-3] wider budgets are compared while the budget is used up, and take at least as long as one Pod', () => {
    expect(paceOf(updateOf(4, 6))?.alternatives).toEqual([]);
    const busy = { ...updateOf(4, 9), busy: [aPod(rolling, 'busy').createdAt(at(58)).notReady()] };
    expect(paceOf(busy)).toMatchObject({
      remaining: 10,
      left: { least: 67, most: 200 },
      alternatives: [
        { limit: 2, left: { least: 34, most: 100 } },
        { limit: 5, left: { least: 14, most: 40 } },
      ],
    });
  });
});
