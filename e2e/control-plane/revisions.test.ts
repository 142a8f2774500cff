import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getCauses } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/causes/route.ts';
import { GET as getFunnel } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/funnel/route.ts';
import { GET as getNode } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/nodes/[node]/route.ts';
import { GET as getNodes } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/nodes/route.ts';
import { GET as getDiff } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/revisions/diff/route.ts';
import { GET as getRevisions } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/revisions/route.ts';
import { GET as getDetail } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/route.ts';
import { GET as getSnapshot } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/snapshot/route.ts';
import { GET as getTimeline } from '../../app/api/c/[cluster]/daemonsets/[namespace]/[name]/timeline/route.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { eventually } from './support/eventually.ts';
import { type Kubectl, kubectlFor } from './support/kubectl.ts';
import { ServedEngine } from './support/served-engine.ts';

const CANARY = 'c4nary-value';
const NODES = 3;
const WITHIN = { withinMs: 30_000, pollMs: 200 };
const ADDRESS = { namespace: 'default', name: 'agent' };

function manifest(version: number, env: Readonly<Record<string, string>>): string {
  const labels = { app: 'agent' };
  const variables = Object.entries(env).map(([name, value]) => ({ name, value: `${CANARY}-${value}` }));
  const containers = [{ name: 'main', image: `registry.example/agent:${version}`, env: variables }];
  const spec = { tolerations: [{ operator: 'Exists' }], terminationGracePeriodSeconds: 1, containers };
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...ADDRESS, annotations: { 'kubernetes.io/change-cause': `to version ${version}` } },
    spec: { selector: { matchLabels: labels }, updateStrategy: { type: 'OnDelete' }, template: { metadata: { labels }, spec } },
  });
}

interface Row {
  readonly revision: number;
  readonly name: string;
  readonly changeCause: string | null;
  readonly pods: number;
  readonly current: boolean;
  readonly fault: string | null;
  readonly author: { readonly manager: string; readonly time: string } | null;
}

interface History {
  readonly revisions: readonly Row[];
  readonly oddPods: readonly { readonly kind: string; readonly nodes: readonly string[] }[];
  readonly images: readonly { readonly digests: readonly { readonly digest: string; readonly nodes: readonly string[] }[] }[];
  readonly removedApi: { readonly apiVersion: string; readonly corrected: string } | null;
}

describe('the history of a DaemonSet on a real control plane', () => {
  let plane: ControlPlane;
  let kubectl: Kubectl;
  let engine: ServedEngine;

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: NODES });
    kubectl = await kubectlFor(plane.kubeconfig);
    engine = new ServedEngine(plane.kubeconfig);
    await kubectl('apply -f -', manifest(1, { TOKEN: 'one' }));
    await eventually('every Pod', WITHIN, async () => ((await history()).revisions[0]?.pods ?? 0) === NODES);
    await kubectl('apply -f -', manifest(2, { TOKEN: 'two' }));
    await until(2);
    await kubectl('apply -f -', manifest(3, { TOKEN: 'two', EXTRA: 'three' }));
    await until(3);
    await untilLaterThan((await history()).revisions.at(-1)?.author?.time ?? '');
    await kubectl("annotate daemonset agent --overwrite kubernetes.io/change-cause='by hand'");
    await kubectl('set image daemonset/agent main=registry.example/agent:4');
    await until(4);
  });

  afterAll(async () => {
    await engine?.stop();
    await plane?.stop();
  });

  async function history(): Promise<History> {
    return (await engine.get(getRevisions, ADDRESS)).json() as Promise<History>;
  }

  /** Until so many revisions are there and the newest is in use. */
  function until(count: number): Promise<unknown> {
    return eventually(`${count} revisions`, WITHIN, async () => {
      const { revisions } = await history();
      if (revisions.length === count && revisions.at(-1)?.current === true) return true;
      throw new Error(JSON.stringify(revisions));
    });
  }

  /** The API keeps whole seconds: of two managers in one of them it does not tell who was last. */
  async function untilLaterThan(time: string): Promise<void> {
    const second = Date.parse(time);
    expect(second).not.toBeNaN();
    await eventually('the next second', WITHIN, async () => Date.now() >= second + 1_000);
  }

  async function diff(from: string | number, to: string | number) {
    const answer = await engine.get(getDiff, ADDRESS, `?from=${from}&to=${to}`);
    return (await answer.json()) as { readonly changes: readonly { readonly text: string }[] };
  }

  /** `REVISION  CHANGE-CAUSE` and below it a line for each. */
  async function kubectlHistory(): Promise<readonly (readonly string[])[]> {
    const lines = (await kubectl('rollout history daemonset/agent')).trim().split('\n').slice(2);
    return lines.map((line) => line.trim().split(/\s{2,}/));
  }

  const asKubectl = ({ revisions }: History) =>
    revisions.map(({ revision, changeCause }) => [String(revision), changeCause ?? '<none>']);

  it('[HISTORY-10] equals `kubectl rollout history`, after a rollback too, and says who made the revision in use', async () => {
    const before = await history();
    expect(asKubectl(before)).toEqual(await kubectlHistory());
    expect(before.revisions.map(({ revision, pods }) => [revision, pods])).toEqual([
      [1, NODES],
      [2, 0],
      [3, 0],
      [4, 0],
    ]);
    expect(before.revisions.at(-1)?.author?.manager).toBe('kubectl-set');
    await kubectl('rollout undo daemonset/agent --to-revision=2');
    const after = await eventually('the rollback', WITHIN, async () => {
      const now = await history();
      return now.revisions.at(-1)?.revision === 5 && now.revisions.at(-1)?.current === true && now;
    });
    expect(asKubectl(after)).toEqual(await kubectlHistory());
    expect(after.revisions.map(({ revision }) => revision)).toEqual([1, 3, 4, 5]);
  });

  it('[HISTORY-11] says what changed between any two revisions and against the template in use', async () => {
    const words = async (from: string | number, to: string | number) => (await diff(from, to)).changes.map(({ text }) => text);
    expect(await words(1, 3)).toEqual([
      'Image of main changed from registry.example/agent:1 to registry.example/agent:3',
      'env TOKEN of main changed',
      'env EXTRA of main added',
    ]);
    expect(await words(3, 4)).toEqual(['Image of main changed from registry.example/agent:3 to registry.example/agent:4']);
    expect(await words('live', 5)).toEqual([]);
  });

  it('[HISTORY-12] no answer about the DaemonSet holds a value of its environment', async () => {
    const handlers = [getDetail, getNodes, getRevisions, getFunnel, getCauses, getTimeline];
    const texts = await Promise.all(handlers.map(async (handler) => (await engine.get(handler, ADDRESS)).text()));
    const { nodes } = JSON.parse(texts[1] ?? '') as { readonly nodes: readonly { readonly node: string }[] };
    texts.push(await (await engine.get(getNode, { ...ADDRESS, node: nodes[0]?.node ?? '' })).text());
    texts.push(await (await engine.get(getDiff, ADDRESS, '?from=1&to=4')).text());
    const snapshot = Buffer.from(await (await engine.get(getSnapshot, ADDRESS)).arrayBuffer());
    texts.push(gunzipSync(snapshot).toString('utf8'));
    for (const text of texts) {
      expect(text).not.toContain('"error"');
      expect(text).not.toContain(CANARY);
    }
  });

  it('[HISTORY-13] finds an edited Pod, a tag that moved, a revision that nobody can read, and a manifest too old to be applied', async () => {
    const [first = '', second = ''] = (await kubectl('get pods -l app=agent -o name')).trim().split('\n');
    await kubectl(`set image ${first} main=registry.example/agent:edited`);
    const bits = (letter: string) => ({
      status: {
        containerStatuses: [{ name: 'main', ready: true, restartCount: 0, image: 'x', imageID: `x@sha256:${letter.repeat(64)}` }],
      },
    });
    for (const [pod, letter] of [
      [second, 'a'],
      [await thirdPod(), 'b'],
    ] as const)
      await kubectl(`patch ${pod} --subresource=status --type=strategic -p '${JSON.stringify(bits(letter))}'`);
    const uid = (await kubectl('get daemonset agent -o jsonpath={.metadata.uid}')).trim();
    const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid, controller: true, blockOwnerDeletion: true };
    const metadata = { name: 'agent-odd', namespace: 'default', labels: { app: 'agent' }, ownerReferences: [owner] };
    const odd = {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata,
      revision: 3,
      data: { spec: { template: { $patch: 'replace' } } },
    };
    await kubectl('apply -f -', JSON.stringify(odd));
    const applied = JSON.stringify({ apiVersion: 'extensions/v1beta1', kind: 'DaemonSet', spec: CANARY });
    await kubectl(`annotate daemonset agent --overwrite kubectl.kubernetes.io/last-applied-configuration='${applied}'`);
    const found = await eventually('all of it', WITHIN, async () => {
      const now = await history();
      if (now.oddPods.length > 0 && now.images.length > 0 && now.removedApi !== null && now.revisions.length === 5) return now;
      throw new Error(JSON.stringify(now));
    });
    expect(found.oddPods.map(({ kind, nodes }) => [kind, nodes.length])).toEqual([['otherImage', 1]]);
    expect(found.images.flatMap(({ digests }) => digests.map(({ nodes }) => nodes.length))).toEqual([1, 1]);
    expect(found.removedApi?.apiVersion).toBe('extensions/v1beta1');
    expect(JSON.stringify(found)).not.toContain(CANARY);
    expect(found.revisions.filter(({ fault }) => fault !== null).map(({ name, fault }) => [name, fault])).toEqual(
      expect.arrayContaining([['agent-odd', 'patchOnly']]),
    );
    const corrected = found.removedApi?.corrected ?? '';
    expect(await kubectl('patch --local -f - --type=merge -p {} -o name', corrected)).toContain('daemonset');
  });

  async function thirdPod(): Promise<string> {
    return (await kubectl('get pods -l app=agent -o name')).trim().split('\n')[2] ?? '';
  }
});
