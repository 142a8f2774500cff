import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { expect } from 'vitest';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { startBrowser } from './browser.ts';
import { type Counts, contradiction, kubectlCounts, pageCounts } from './counts.ts';
import { DaemonSetPage } from './daemon-set-page.ts';
import { type Dashboard, startDashboard } from './dashboard.ts';
import { eventually } from './eventually.ts';
import type { RolloutWitness } from './rollout-witness.ts';

const SETTLED_WITHIN_MS = 300_000;
const SHOWN_WITHIN_MS = 5_000;
/** How far the page may be behind the API server, and this process behind the page, on a busy machine. */
const SKEW_MS = 2_000;

/** The name of a DaemonSet. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** A real control plane, the dashboard on it and a browser. */
export class Stage {
  readonly plane: ControlPlane;
  readonly #dashboard: Dashboard;
  readonly #browser: Browser;
  #tabs: BrowserContext | undefined;

  private constructor(plane: ControlPlane, dashboard: Dashboard, browser: Browser) {
    this.plane = plane;
    this.#dashboard = dashboard;
    this.#browser = browser;
  }

  static async build(nodes: number): Promise<Stage> {
    const plane = await startControlPlane({ nodes });
    return new Stage(plane, await startDashboard({ kubeconfig: plane.kubeconfig }), await startBrowser());
  }

  async strike(): Promise<void> {
    await this.#browser.close();
    await this.#dashboard.stop();
    await this.plane.stop();
  }

  /** Applies one of the manifests. */
  apply(manifest: string): Promise<string> {
    return this.plane.kubectl(['apply', '-f', path.join(import.meta.dirname, '..', 'manifests', `${manifest}.yaml`)]);
  }

  /** Opens the page of a DaemonSet beside those that are open. */
  async open({ namespace, name }: Named): Promise<DaemonSetPage> {
    this.#tabs ??= await this.#dashboard.signIn(await this.#browser.newContext({ viewport: { width: 1440, height: 900 } }));
    return DaemonSetPage.open(this.#tabs, { url: this.#dashboard.url, cluster: 'rollcall', namespace, name });
  }

  async closePages(): Promise<void> {
    await this.#tabs?.close();
    this.#tabs = undefined;
  }

  /** Waits until kubectl's counts are as wanted and the page shows the very same. */
  async settled(page: DaemonSetPage, { namespace, name }: Named, wanted: (counts: Counts) => boolean): Promise<Counts> {
    const kubectl = this.plane.kubectl.bind(this.plane);
    return eventually(`${name} settled`, { withinMs: SETTLED_WITHIN_MS, pollMs: 1_000 }, async () => {
      const counts = await kubectlCounts(kubectl, namespace, name);
      const shown = pageCounts(await page.now());
      if (wanted(counts) && JSON.stringify(shown) === JSON.stringify(counts)) return counts;
      throw new Error(`kubectl ${JSON.stringify(counts)}, page ${JSON.stringify(shown)}`);
    });
  }

  /** Waits until the rollout has settled on every node and the page calls it complete. */
  async completed(page: DaemonSetPage, daemonSet: Named): Promise<Counts> {
    const counts = await this.settled(page, daemonSet, everywhere);
    await page.until('complete', SHOWN_WITHIN_MS, (sample) => sample.phase === 'complete' && sample.counts.STALE === 0);
    return counts;
  }
}

/** The page never called a rollout complete that its own numbers or the API server's objects called otherwise. */
export async function expectHonest(page: DaemonSetPage, witness?: RolloutWitness, { leadMs = SKEW_MS } = {}): Promise<void> {
  const samples = await page.samples();
  expect(samples.map(contradiction).filter(Boolean)).toEqual([]);
  expect(witness?.falseClaims(samples, { lagMs: SKEW_MS, leadMs }) ?? []).toEqual([]);
}

function everywhere(counts: Counts): boolean {
  return counts.DESIRED > 0 && [counts.READY, counts['UP-TO-DATE'], counts.AVAILABLE].every((count) => count === counts.DESIRED);
}
