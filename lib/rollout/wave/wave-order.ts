import { compareText } from '#lib/rollout/pod-order.ts';
import { stalePodOn, type WaveNode } from './wave-facts.ts';
import type { WavePacing, WaveScope } from './wave-record.ts';

type Compare = (a: WaveNode, b: WaveNode) => number;

/**
 * Which Node comes before which: by zone and then name, the oldest Pod first, the Pods that serve least first (so that
 * the first steps cost the least), or as selected. Names decide between equals, so that every server goes the same way.
 */
export function compareNodes(order: WavePacing['order'], scope: WaveScope): Compare {
  return firstOf(orderOf(order, scope), (a, b) => compareText(a.name, b.name));
}

function orderOf(order: WavePacing['order'], scope: WaveScope): Compare {
  switch (order) {
    case 'zone':
      return (a, b) => Number(a.zone === '') - Number(b.zone === '') || compareText(a.zone, b.zone);
    case 'oldest':
      return (a, b) => createdAt(a) - createdAt(b);
    case 'worst':
      return firstOf(by(service), by(restarts));
    case 'selection': {
      const place = new Map((scope.kind === 'nodes' ? scope.names : []).map((name, index) => [name, index]));
      return by(({ name }) => place.get(name) ?? 0);
    }
  }
}

function by(rank: (node: WaveNode) => number): Compare {
  return (a, b) => rank(a) - rank(b);
}

function firstOf(first: Compare, second: Compare): Compare {
  return (a, b) => first(a, b) || second(a, b);
}

function createdAt(node: WaveNode): number {
  return Date.parse(stalePodOn(node)?.createdAt ?? '') || 0;
}

function service(node: WaveNode): number {
  const pod = stalePodOn(node);
  return Number(pod?.ready ?? false) + Number(pod?.available ?? false);
}

function restarts(node: WaveNode): number {
  return -(stalePodOn(node)?.restarts ?? 0);
}
