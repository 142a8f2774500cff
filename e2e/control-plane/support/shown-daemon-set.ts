import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { controlPlaneBinaries } from '../binaries.ts';
import type { ControlPlane } from '../control-plane-contract.ts';
import { DaemonSetPage } from './daemon-set-page.ts';
import { eventually } from './eventually.ts';
import { type Kubectl, kubectlFor } from './kubectl.ts';

const IMAGE = 'registry.example/agent:1';
const SHOWN_WITHIN_MS = 60_000;

/** A dashboard that somebody has signed in to. */
export interface SignedIn {
  readonly url: string;
  readonly tabs: BrowserContext;
  /** GET of a JSON path. */
  read<T>(path: string): Promise<T>;
}

/** Further parts of the Namespace and the template. */
export interface Parts {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly container?: object;
  readonly spec?: object;
  readonly beside?: readonly object[];
}

/** A DaemonSet `agent` in a namespace of its own, on the Nodes with one label, as its page shows it. */
export class ShownDaemonSet {
  readonly namespace: string;
  readonly #plane: ControlPlane;
  readonly #kubectl: Kubectl;
  readonly #label: string;

  private constructor(plane: ControlPlane, kubectl: Kubectl, namespace: string, label: string) {
    this.#plane = plane;
    this.#kubectl = kubectl;
    this.namespace = namespace;
    this.#label = label;
  }

  static async in(plane: ControlPlane, namespace: string, label: string): Promise<ShownDaemonSet> {
    return new ShownDaemonSet(plane, await kubectlFor(plane.kubeconfig), namespace, label);
  }

  /** The Namespace with what has to be there before a Pod. */
  async createNamespace({ annotations = {}, beside = [] }: Parts = {}): Promise<void> {
    const { namespace } = this;
    await this.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, annotations } });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
    await this.apply({ apiVersion: 'v1', kind: 'List', items: [account, ...beside] });
  }

  async create({ container = {}, spec = {} }: Parts = {}): Promise<void> {
    const labels = { app: 'agent' };
    const containers = [{ name: 'main', image: IMAGE, ...container }];
    const nodeSelector = { [this.#label]: 'yes' };
    const template = { metadata: { labels }, spec: { nodeSelector, terminationGracePeriodSeconds: 1, containers, ...spec } };
    await this.apply({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: this.namespace },
      spec: { selector: { matchLabels: labels }, template },
    });
  }

  async apply(manifest: object): Promise<void> {
    await this.#kubectl('apply -f -', JSON.stringify(manifest));
  }

  kubectl(line: string): Promise<string> {
    return this.#kubectl(`--namespace=${this.namespace} ${line}`);
  }

  /** Waits for the rollout as kubectl does. */
  async rolledOut(): Promise<void> {
    await this.kubectl('rollout status daemonset/agent --timeout=55s');
  }

  setImage(tag: string): Promise<string> {
    return this.kubectl(`set image daemonset/agent main=registry.example/agent:${tag}`);
  }

  async open(by: SignedIn): Promise<ShownProblems> {
    const { namespace } = this;
    const page = await DaemonSetPage.open(by.tabs, { url: by.url, cluster: 'rollcall', namespace, name: 'agent' });
    return new ShownProblems(page, { by, namespace, kubeconfig: this.#plane.kubeconfig });
  }
}

/** What the page of a DaemonSet says is wrong, and the steps that it offers. */
export class ShownProblems {
  readonly shown: DaemonSetPage;
  readonly #of: { readonly by: SignedIn; readonly namespace: string; readonly kubeconfig: string };

  constructor(shown: DaemonSetPage, of: { readonly by: SignedIn; readonly namespace: string; readonly kubeconfig: string }) {
    this.shown = shown;
    this.#of = of;
  }

  get page(): Page {
    return this.shown.page;
  }

  /** The problem of this title, once it names these Nodes and no other, and scripts are told the same by its code. */
  async problem(title: string, nodes: readonly string[], code: string): Promise<Locator> {
    const item = this.page.getByRole('listitem').filter({ has: this.page.locator('b', { hasText: title }) });
    await eventually(`“${title}” with ${nodes.join()}`, { withinMs: SHOWN_WITHIN_MS }, async () => {
      const count = nodes.length === 1 ? 'on 1 Node' : `on ${nodes.length} Nodes`;
      const named = await Promise.all(nodes.map((node) => item.getByRole('button', { name: node, exact: true }).isVisible()));
      if ((await item.count()) === 1 && (await item.getByText(count).isVisible()) && named.every(Boolean)) return true;
      const [said = ''] = await this.page.getByRole('complementary').allInnerTexts();
      throw new Error(said.slice(0, 1_500));
    });
    await eventually(`${code} for scripts`, { withinMs: SHOWN_WITHIN_MS }, () => this.#isTold(code, nodes));
    return item;
  }

  /** The HTTP answers name the cause with its Nodes, and each of their rows agrees. */
  async #isTold(code: string, nodes: readonly string[]): Promise<boolean> {
    const { by, namespace } = this.#of;
    const at = `/api/c/rollcall/daemonsets/${namespace}/agent`;
    const [detail, causes, rows] = await Promise.all([
      by.read<{ problems: readonly Problem[] }>(at),
      by.read<{ problems: readonly Problem[] }>(`${at}/causes`),
      by.read<{ nodes: readonly { node: string; state: NodeRolloutState }[] }>(`${at}/nodes`),
    ]);
    const told = [...detail.problems, ...causes.problems];
    const found = told.find((problem) => problem.title.code === code && problem.nodes.join() === nodes.join());
    if (found === undefined) throw new Error(JSON.stringify(told.map(({ title, nodes: on }) => [title, on])));
    return rows.nodes.every(({ node, state }) => !nodes.includes(node) || found.states.includes(state));
  }

  /** Waits until the problem says this too. */
  async says(problem: Locator, words: string): Promise<void> {
    await eventually(`“${words}”`, { withinMs: SHOWN_WITHIN_MS }, async () => {
      const [said = ''] = await problem.allInnerTexts();
      if (said.includes(words)) return true;
      throw new Error(said);
    });
  }

  /** Runs the command that stands there, letter by letter, in a shell. */
  async paste(problem: Locator): Promise<string> {
    const command = (await problem.locator('code').first().textContent()) ?? '';
    const { kubectl } = await controlPlaneBinaries(() => undefined);
    const shell = `kubectl() { "$KUBECTL" --kubeconfig "$CONFIG" "$@"; }; ${command}`;
    const { kubeconfig } = this.#of;
    const env = { ...process.env, KUBECTL: kubectl, CONFIG: kubeconfig, HOME: path.dirname(kubeconfig) };
    await promisify(execFile)('/bin/sh', ['-c', shell], { env });
    return command;
  }

  /** Opens the act beside the problem, reads its plan, does it, and waits for its result. */
  async act(problem: Locator, opener: string, doer: RegExp): Promise<void> {
    const button = problem.getByRole('button', { name: opener });
    await eventually(`${opener} allowed`, { withinMs: SHOWN_WITHIN_MS }, async () => {
      if ((await button.count()) === 1 && (await button.getAttribute('aria-disabled')) !== 'true') return true;
      throw new Error((await problem.allInnerTexts()).join('\n'));
    });
    await button.click();
    const dialog = this.page.getByRole('dialog');
    const doing = dialog.getByRole('button', { name: doer });
    await doing.waitFor({ timeout: SHOWN_WITHIN_MS });
    const input = dialog.getByLabel('To confirm, type this name:');
    if (await input.isVisible()) await input.fill((await dialog.locator('code[id$="-name"]').textContent()) ?? '');
    await doing.click();
    await dialog
      .getByRole('status')
      .getByText(/done|already so/)
      .first()
      .waitFor({ timeout: SHOWN_WITHIN_MS });
    await this.page.keyboard.press('Escape');
  }

  /** The page calls the rollout complete and shows no problem any more. */
  async complete(): Promise<void> {
    await this.shown.until('complete', SHOWN_WITHIN_MS, ({ phase }) => phase === 'complete');
    await this.page.getByText('Nothing holds it.').waitFor({ timeout: SHOWN_WITHIN_MS });
    await this.page.close();
  }
}
