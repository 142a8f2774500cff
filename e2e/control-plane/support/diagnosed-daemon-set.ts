import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { GET as nodesRoute } from '../../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/nodes/route.ts';
import { GET as daemonSetRoute } from '../../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/route.ts';
import { controlPlaneBinaries } from '../binaries.ts';
import type { ControlPlane } from '../control-plane-contract.ts';
import type { WatchedModel } from '../differential/watched-model.ts';
import { eventually } from './eventually.ts';
import { kubectlFor } from './kubectl.ts';
import type { ServedEngine } from './served-engine.ts';

const IMAGE = 'registry.example/agent:1';
const WITHIN_MS = 90_000;

/** A DaemonSet `agent` on every worker of a namespace of its own, with what the product says about it. */
export class DiagnosedDaemonSet {
  readonly namespace: string;
  readonly #plane: ControlPlane;
  readonly #model: WatchedModel;
  readonly #served: ServedEngine;

  constructor(plane: ControlPlane, { model, served }: { model: WatchedModel; served: ServedEngine }, namespace: string) {
    this.#plane = plane;
    this.#model = model;
    this.#served = served;
    this.namespace = namespace;
  }

  /** Its namespace, with the service account that a Pod of nobody's needs at once. */
  async createNamespace(annotations: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace, annotations } });
    await this.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: this.namespace } });
  }

  async create(container: object = {}): Promise<void> {
    const labels = { app: 'agent' };
    const containers = [{ name: 'main', image: IMAGE, ...container }];
    const nodeSelector = { 'node-role.kubernetes.io/worker': '' };
    const template = { metadata: { labels }, spec: { nodeSelector, terminationGracePeriodSeconds: 1, containers } };
    await this.apply({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: this.namespace },
      spec: { selector: { matchLabels: labels }, template },
    });
  }

  async apply(manifest: object): Promise<void> {
    const kubectl = await kubectlFor(this.#plane.kubeconfig);
    await kubectl('apply -f -', JSON.stringify(manifest));
  }

  async kubectl(line: string): Promise<string> {
    return (await kubectlFor(this.#plane.kubeconfig))(`--namespace=${this.namespace} ${line}`);
  }

  /** The first problem with this cause, once it names these Nodes, or any when none are given, and a Pod that is not `besides`. */
  problem(
    code: string,
    {
      on,
      besides = new Set(),
      model = null,
    }: { on?: readonly string[]; besides?: ReadonlySet<string | null>; model?: WatchedModel | null } = {},
  ): Promise<Problem> {
    return eventually(`${code} in ${this.namespace}`, { withinMs: WITHIN_MS }, async () => {
      const problems = await this.#problems(model);
      const found = problems.find(
        ({ title, nodes, pod }) =>
          title.code === code && !besides.has(pod) && (on === undefined ? nodes.length > 0 : on.join() === nodes.join()),
      );
      if (found === undefined) throw new Error(`only ${JSON.stringify(problems.map(({ title, nodes }) => [title, nodes]))}`);
      if (model === null) await this.#expectRows(found);
      return found;
    });
  }

  /** What GET …/daemonsets/{namespace}/agent says; of another model what that says. */
  async #problems(model: WatchedModel | null): Promise<readonly Problem[]> {
    if (model !== null) return model.detail(this.namespace, 'agent')?.problems ?? [];
    const answer = await this.#served.get(daemonSetRoute, { namespace: this.namespace, name: 'agent' });
    return answer.ok ? ((await answer.json()) as { problems: readonly Problem[] }).problems : [];
  }

  /** GET …/nodes says the same of each Node of the problem. */
  async #expectRows({ nodes, states }: Problem): Promise<void> {
    const answer = await this.#served.get(nodesRoute, { namespace: this.namespace, name: 'agent' });
    const rows = ((await answer.json()) as { nodes: readonly { node: string; state: NodeRolloutState }[] }).nodes;
    const other = rows.filter(({ node, state }) => nodes.includes(node) && !states.includes(state));
    if (other.length > 0) throw new Error(`${JSON.stringify(other)} beside ${states.join()}`);
  }

  async complete(): Promise<void> {
    await eventually(`${this.namespace} complete`, { withinMs: WITHIN_MS }, () => {
      const detail = this.#model.detail(this.namespace, 'agent');
      if (detail === undefined || detail.phase !== 'complete' || detail.problems.length > 0)
        throw new Error(`${detail?.phase} ${JSON.stringify(detail?.problems.map(({ title }) => title))}`);
      return true;
    });
  }

  /** Runs the step's command as it would be pasted into a shell. */
  async paste({ command }: Problem): Promise<string> {
    const { kubectl } = await controlPlaneBinaries(() => undefined);
    const shell = `kubectl() { "$KUBECTL" --kubeconfig "$CONFIG" "$@"; }; ${command}`;
    const { kubeconfig } = this.#plane;
    const env = { ...process.env, KUBECTL: kubectl, CONFIG: kubeconfig, HOME: path.dirname(kubeconfig) };
    return (await promisify(execFile)('/bin/sh', ['-c', shell], { env })).stdout;
  }

  /** A Pod of nobody's on this Node, which is in the way until it is deleted. */
  async hog(node: string, container: object): Promise<void> {
    await this.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'hog', namespace: this.namespace },
      spec: { nodeName: node, terminationGracePeriodSeconds: 0, containers: [{ name: 'main', image: IMAGE, ...container }] },
    });
  }
}
