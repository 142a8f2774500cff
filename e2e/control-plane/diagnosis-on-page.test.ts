import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { startBrowser } from './support/browser.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';
import { HandMadeNode } from './support/hand-made-node.ts';
import { type LaterClock, openLaterClock } from './support/later-clock.ts';
import { REQUIRED_LABEL, requiringAffinity, takingToleration } from './support/requiring-affinity.ts';
import { ShownDaemonSet, type SignedIn } from './support/shown-daemon-set.ts';

const TIMEOUT_MS = 180_000;
const SHARED = 'test.rollcall.dev/shared';
const TAINTED = 'test.rollcall.dev/tainted';
const SILENT = 'test.rollcall.dev/silent';
const NAMESPACE_SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const UNDO = /^Undo to revision \d+$/;

let plane: ControlPlane;
let later: LaterClock;
let browser: Browser;
const dashboards: Dashboard[] = [];
let now: SignedIn;
let afterTenMinutes: SignedIn;
let one = '';
let two = '';
let tainted = '';
let made: Readonly<Record<string, ShownDaemonSet>> = {};
const agent = (namespace: string) => made[namespace] ?? expect.fail(namespace);

async function signedIn(kubeconfig: string): Promise<SignedIn> {
  const dashboard = await startDashboard({ kubeconfig });
  dashboards.push(dashboard);
  const context = await browser.newContext({ viewport: { width: 1440, height: 2_000 } });
  return { url: dashboard.url, tabs: await dashboard.signIn(context), read: dashboard.read };
}

/** A Pod of nobody's on this Node. */
const hogOn = (node: string, namespace: string, container: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'hog', namespace },
  spec: {
    nodeName: node,
    terminationGracePeriodSeconds: 0,
    containers: [{ name: 'main', image: 'registry.example/hog:1', ...container }],
  },
});

/** The Namespaces with their DaemonSets, those that have to run first running. */
async function makeAll(): Promise<Readonly<Record<string, ShownDaemonSet>>> {
  const make = async (namespace: string, label = SHARED) => ShownDaemonSet.in(plane, namespace, label);
  const inForce = async (of: ShownDaemonSet, policies: readonly object[]) => {
    await of.createNamespace();
    await of.apply({ apiVersion: 'v1', kind: 'List', items: policies });
    const probe = 'run probe --image=registry.example/probe:1 --dry-run=server -o yaml';
    await eventually('the policy', { withinMs: 60_000 }, async () => (await of.kubectl(probe)).includes(REQUIRED_LABEL));
  };
  const ports = [{ containerPort: 9100, hostPort: 9100 }];
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'none', namespace: 'quota' },
    spec: { hard: { pods: '0' } },
  };
  const makers: Readonly<Record<string, (of: ShownDaemonSet) => Promise<void>>> = {
    async memory(of) {
      await of.createNamespace({ beside: [hogOn(one, 'memory', { resources: { requests: { memory: '32Gi' } } })] });
      await of.create({ container: { resources: { requests: { memory: '1Gi' } } } });
    },
    async ports(of) {
      await of.createNamespace({ beside: [hogOn(two, 'ports', { ports })] });
      await of.create({ container: { ports } });
    },
    quota: (of) => of.createNamespace({ beside: [quota] }),
    async project(of) {
      await of.createNamespace({ annotations: { [NAMESPACE_SELECTOR]: `kubernetes.io/hostname=${one}` } });
      await of.create();
    },
    async affinity(of) {
      await inForce(of, requiringAffinity(of.namespace));
      await of.create();
    },
    async taint(of) {
      await inForce(of, takingToleration(of.namespace));
      await of.create({ spec: { tolerations: [{ key: 'team', operator: 'Exists' }] } });
    },
    image: running,
    crash: running,
    unready: running,
    finalizer: running,
    silent: (of) => of.createNamespace(),
  };
  const labels: Readonly<Record<string, string>> = { taint: TAINTED, silent: SILENT };
  const all = Object.entries(makers).map(async ([namespace, maker]) => {
    const of = await make(namespace, labels[namespace]);
    await maker(of);
    return [namespace, of] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

async function running(of: ShownDaemonSet): Promise<void> {
  await of.createNamespace();
  await of.create();
  await of.rolledOut();
}

beforeAll(async () => {
  plane = await startControlPlane({ nodes: 6, admissionPlugins: 'PodNodeSelector' });
  const names = (await plane.kubectl(['get', 'nodes', '-l', 'node-role.kubernetes.io/worker', '-o', 'name'])).trim().split('\n');
  [one = '', two = '', tainted = ''] = names.map((name) => name.replace('node/', '')).sort();
  await plane.kubectl(['label', 'nodes', one, two, `${SHARED}=yes`]);
  await plane.kubectl(['label', 'nodes', tainted, `${TAINTED}=yes`]);
  await plane.kubectl(['taint', 'nodes', tainted, 'team=other:NoSchedule']);
  later = await openLaterClock(plane, 11 * 60_000);
  browser = await startBrowser();
  [now, afterTenMinutes, made] = await Promise.all([signedIn(plane.kubeconfig), signedIn(later.kubeconfig), makeAll()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all(dashboards.map((dashboard) => dashboard.stop()));
  later?.stop();
  await plane?.stop();
});

describe('what the page says holds a rollout, and its step', () => {
  it('[SHOWN-1] insufficient memory: the Pod that could leave is evicted from beside the problem', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const page = await agent('memory').open(now);
    const problem = await page.problem('Not enough memory free', [one], 'problem.insufficient');
    await page.says(problem, `If memory/hog leaves ${one}, there is room.`);
    await page.act(problem, 'Evict…', /^Evict this Pod/);
    await page.complete();
  });

  it('[SHOWN-2] a host port that is taken: its holder is evicted from beside the problem', { timeout: TIMEOUT_MS }, async () => {
    const page = await agent('ports').open(now);
    const problem = await page.problem('A host port that the Pod wants is taken', [two], 'problem.ports');
    await page.says(problem, `If ports/hog leaves ${two}, there is room.`);
    await page.act(problem, 'Evict…', /^Evict this Pod/);
    await page.complete();
  });

  it('[SHOWN-3] a quota that is exceeded: the command raises it to what is asked for', { timeout: TIMEOUT_MS }, async () => {
    const quota = agent('quota');
    await quota.create();
    const page = await quota.open(now);
    const problem = await page.problem('Pods are refused: quota none is used up', [one, two], 'problem.quota');
    expect(await page.paste(problem)).toContain('{"spec":{"hard":{"pods":"2"}}}');
    await page.complete();
  });

  it('[SHOWN-4] an untolerated taint: the command takes it off the Node', { timeout: TIMEOUT_MS }, async () => {
    const page = await agent('taint').open(now);
    const problem = await page.problem('Untolerated taint team=other', [tainted], 'problem.untoleratedTaint');
    expect(await page.paste(problem)).toBe(`kubectl taint nodes ${tainted} team-`);
    await page.complete();
  });

  it('[SHOWN-12] a NoSchedule taint under a running Pod is no fault; the command takes the Pod away', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await plane.kubectl(['taint', 'nodes', tainted, 'late=yes:NoSchedule']);
    const page = await agent('taint').open(now);
    const problem = await page.problem('the NoSchedule taint late=yes keeps only new Pods away', [tainted], 'problem.mayStay');
    await page.paste(problem);
    await page.complete();
  });

  it('[SHOWN-5] a node affinity: the command gives the Nodes the label that they lack', { timeout: TIMEOUT_MS }, async () => {
    const page = await agent('affinity').open(now);
    const problem = await page.problem("does not match the Pod's Node selector or affinity", [one, two], 'problem.nodeAffinity');
    await page.says(problem, `Give the Nodes the labels that the Pods ask for (${REQUIRED_LABEL}=)`);
    await page.paste(problem);
    await page.complete();
  });

  it('[SHOWN-6] a project node selector: the command lets the Namespace ask for none', { timeout: TIMEOUT_MS }, async () => {
    const page = await agent('project').open(now);
    const problem = await page.problem(
      `Project node selector: admission added kubernetes.io/hostname=${one}`,
      [two],
      'problem.projectNodeSelector',
    );
    await page.paste(problem);
    await page.complete();
  });

  it('[SHOWN-7] an image that cannot be pulled: the undo beside the problem', { timeout: TIMEOUT_MS }, async () => {
    await held('image', {
      tag: 'missing',
      title: 'The image registry.example/agent:missing cannot be pulled',
      code: 'problem.image',
    });
  });

  it('[SHOWN-8] a crash loop: the undo beside the problem', { timeout: TIMEOUT_MS }, async () => {
    await held('crash', { tag: 'crash', title: 'The container main crashes with exit code', code: 'problem.crash' });
  });

  it('[SHOWN-9] Pods that are never ready: after ten minutes the undo beside the problem', { timeout: TIMEOUT_MS }, async () => {
    await held(
      'unready',
      { tag: 'unready', title: 'The container main runs, but is not ready', code: 'problem.notReady' },
      afterTenMinutes,
    );
  });

  it('[SHOWN-10] terminations that do not end: the commands take the finalizer off', { timeout: TIMEOUT_MS }, async () => {
    const held = agent('finalizer');
    for (const pod of (await held.kubectl('get pods -o name')).trim().split('\n'))
      await held.kubectl(`patch ${pod} --type=merge -p {"metadata":{"finalizers":["example.com/hold"]}}`);
    await held.setImage('2');
    const page = await held.open(now);
    const item = page.page.getByRole('listitem').filter({ hasText: 'Termination does not end: finalizer example.com/hold' });
    const run = new Set<string>();
    while (run.size < 2) {
      await eventually('another termination that does not end', { withinMs: 60_000 }, async () => {
        return !run.has((await item.locator('code').first().textContent({ timeout: 1_000 })) ?? '');
      });
      run.add(await page.paste(item));
    }
    await page.complete();
  });

  it('[SHOWN-11] a Node gone silent: the command forces its Pod out', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const silent = agent('silent');
    const node = new HandMadeNode(silent, 'silent-0');
    await node.create();
    await silent.kubectl(`label node silent-0 ${SILENT}=yes`);
    await silent.create();
    await eventually('its Pod runs', { withinMs: 60_000 }, () => node.runPods());
    await silent.rolledOut();
    const [old = ''] = (await silent.kubectl('get pods -o name')).trim().split('\n');
    await node.report('Unknown');
    await silent.setImage('2');
    const page = await silent.open(now);
    const problem = await page.problem('Termination does not end: the kubelet is silent', ['silent-0'], 'problem.silentKubelet');
    await page.paste(problem);
    await eventually('it is gone', { withinMs: 60_000 }, async () => !(await silent.kubectl('get pods -o name')).includes(old));
    await page.page.close();
  });
});

interface Held {
  readonly tag: string;
  readonly title: string;
  readonly code: string;
}

/** An update to an image that holds it on one Node; the undo that stands beside the problem frees it. */
async function held(namespace: string, { tag, title, code }: Held, on: SignedIn = now): Promise<void> {
  const of = agent(namespace);
  await of.setImage(tag);
  const page = await of.open(on);
  const node = await eventually(`a Pod of ${tag}`, { withinMs: 60_000 }, async () => {
    const pods = JSON.parse(await of.kubectl('get pods -o json')) as Pods;
    return pods.items.find(({ spec }) => spec.containers[0]?.image.endsWith(tag))?.spec.nodeName;
  });
  const problem = await page.problem(title, [node], code);
  await page.act(problem, 'Undo…', UNDO);
  await page.complete();
}

interface Pods {
  readonly items: readonly {
    readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly image: string }[] };
  }[];
}
