import 'server-only';
import type { ComparedLabel, ComparedValue, NodeComparison } from '#lib/feed/node-comparison.ts';
import { isDnsSubdomain } from '#lib/kubernetes/names.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { readJsonBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_NODES = 10_000;
const MOST_LABELS = 100;
const MOST_VALUES = 5;

/** What the Nodes of `{nodes}` have in common and how they differ, from memory; names of no Node are left out. Throws Refusal. */
export async function nodeComparisonAnswer(request: Request, hub: ClusterHub): Promise<NodeComparison> {
  readQuery(request, []);
  const names = readNames(await readJsonBody(request, MOST_BYTES));
  const known = hub.rollout.nodes();
  const nodes = names.flatMap((name) => known.get(name) ?? []);
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    nodes: nodes.length,
    ...compareLabels(nodes),
    taints: taintsOf(nodes),
  };
}

function readNames(body: Readonly<Record<string, unknown>>): readonly string[] {
  const unknown = Object.keys(body).find((key) => key !== 'nodes');
  if (unknown !== undefined) throw invalid(unknown.slice(0, 80), `${quoted(unknown)} is no member; allowed is nodes.`);
  const { nodes } = body;
  const isList = Array.isArray(nodes) && nodes.length >= 1 && nodes.length <= MOST_NODES;
  if (!isList || !nodes.every((name) => typeof name === 'string' && isDnsSubdomain(name)) || new Set(nodes).size < nodes.length)
    throw invalid('nodes', `nodes must be a list of 1 to ${MOST_NODES} different Node names.`);
  return nodes as readonly string[];
}

function compareLabels(nodes: readonly Node[]): Pick<NodeComparison, 'shared' | 'different'> {
  const byKey = new Map<string, Map<string, number>>();
  for (const { metadata } of nodes) {
    for (const [key, value] of Object.entries(metadata.labels ?? {})) {
      const values = byKey.get(key) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      byKey.set(key, values);
    }
  }
  const labels = [...byKey].map(([key, values]) => comparedLabel(key, values, nodes.length)).sort(byText(({ key }) => key));
  const isShared = ({ valueCount, without }: ComparedLabel) => valueCount === 1 && without === 0;
  return {
    shared: labels.filter(isShared).map(({ key, values }) => ({ key, value: values[0]?.value ?? '' })),
    different: labels
      .filter((label) => !isShared(label))
      .sort((a, b) => a.valueCount - b.valueCount)
      .slice(0, MOST_LABELS),
  };
}

function comparedLabel(key: string, counts: ReadonlyMap<string, number>, total: number): ComparedLabel {
  const values = commonestFirst(counts);
  const having = values.reduce((sum, { nodes }) => sum + nodes, 0);
  return { key, values: values.slice(0, MOST_VALUES), valueCount: values.length, without: total - having };
}

function taintsOf(nodes: readonly Node[]): readonly ComparedValue[] {
  const counts = new Map<string, number>();
  for (const { spec } of nodes) {
    for (const taint of new Set((spec.taints ?? []).map(taintText))) counts.set(taint, (counts.get(taint) ?? 0) + 1);
  }
  return commonestFirst(counts).slice(0, MOST_LABELS);
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}

function commonestFirst(counts: ReadonlyMap<string, number>): readonly ComparedValue[] {
  const byValue = byText<ComparedValue>(({ value }) => value);
  return [...counts].map(([value, nodes]) => ({ value, nodes })).sort((a, b) => b.nodes - a.nodes || byValue(a, b));
}

function byText<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b)));
}

function invalid(field: string, sentence: string): Refusal {
  return new Refusal('body.invalid', sentence, { field });
}
