import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { compilePlacement } from '#lib/rollout/placement.ts';
import type { Informer } from '../informer.ts';
import { canonicalJson } from './revision-hash.ts';
import type { Verdict } from './sync-state.ts';

interface JudgedTemplate {
  readonly generation: number | undefined;
  readonly verdictOf: (node: Node) => Verdict;
}

interface Judged {
  readonly facts: object;
  readonly verdict: Verdict;
}

/** Remembers verdicts: a heartbeat of a Node or a new status of a DaemonSet changes none. */
export class PlacementCache {
  /** What a verdict depends on; a Node keeps the same object until its labels or taints change. */
  readonly #facts = new Map<string, object>();
  readonly #judged = new Map<string, JudgedTemplate>();

  /** Call before the informers start. */
  constructor(nodes: Informer<Node>, daemonSets: Informer<DaemonSet>) {
    nodes.onChange((before, after) => {
      if (!after && before) this.#facts.delete(before.metadata.name);
      else if (after && (!before || havePlacementFactsChanged(before, after))) this.#facts.set(after.metadata.name, {});
    });
    daemonSets.onChange((before, after) => {
      if (before && before.metadata.uid !== after?.metadata.uid) this.#judged.delete(before.metadata.uid);
    });
  }

  /** The verdict function for one DaemonSet as it is now. */
  verdictsFor(daemonSet: DaemonSet): (node: Node) => Verdict {
    const { uid, generation } = daemonSet.metadata;
    const known = this.#judged.get(uid);
    if (known && known.generation === generation) return known.verdictOf;
    const verdictOf = this.#remembering(compilePlacement(daemonSet.spec.template));
    this.#judged.set(uid, { generation, verdictOf });
    return verdictOf;
  }

  #remembering(judge: (node: Node) => Verdict): (node: Node) => Verdict {
    const nodes = new Map<string, Judged>();
    return (node) => {
      const facts = this.#facts.get(node.metadata.name);
      const judged = nodes.get(node.metadata.name);
      if (judged && judged.facts === facts) return judged.verdict;
      const verdict = judge(node);
      if (facts) nodes.set(node.metadata.name, { facts, verdict });
      return verdict;
    };
  }
}

/** Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go shouldIgnoreNodeUpdate, v1.36. */
export function havePlacementFactsChanged(before: Node, after: Node): boolean {
  const facts = (node: Node) => canonicalJson({ labels: node.metadata.labels ?? {}, taints: node.spec.taints ?? [] });
  const sameObjects = before.metadata.labels === after.metadata.labels && before.spec.taints === after.spec.taints;
  return !sameObjects && facts(before) !== facts(after);
}
