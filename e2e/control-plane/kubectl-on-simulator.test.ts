import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fields, startTwoClusters, type TwoClusters } from './support/two-clusters.ts';

/** Three for the control plane, three workers. */
const NODES = 6;

let clusters: TwoClusters;
let manifest: string;

beforeAll(async () => {
  manifest = await readFile(path.join(import.meta.dirname, 'manifests', 'small.yaml'), 'utf8');
  clusters = await startTwoClusters(NODES);
});

afterAll(async () => {
  await clusters?.stop();
});

const settled = () => clusters.sameSoon('get daemonset small', /small 3 3 3 3 3 pool=control-plane/);

describe('kubectl on the simulated cluster says what it says on a real one', () => {
  it('[HOLD-4] apply creates, sees no change, changes, and does so on the server too', async () => {
    expect(await clusters.same('apply -f -', manifest)).toBe('daemonset.apps/small created');
    expect(await clusters.same('apply -f -', manifest)).toBe('daemonset.apps/small unchanged');
    await settled();
    const second = manifest.replace('small:1', 'small:2');
    expect(await clusters.same('apply -f -', second)).toBe('daemonset.apps/small configured');
    const third = manifest.replace('small:1', 'small:3');
    expect(await clusters.same('apply --server-side --force-conflicts -f -', third)).toBe(
      'daemonset.apps/small serverside-applied',
    );
    await settled();
    expect(await clusters.same("get ds small -o jsonpath='{.spec.template.spec.containers[0].image}'")).toMatch(/small:3$/);
    expect(await clusters.same('diff -f -', third)).toBe('');
  });

  it('[HOLD-4] get ds,po,no -A has the same tables, wide too', async () => {
    await settled();
    expect(await clusters.sameSoon('get ds,po,no -A', /control-plane-0000 Ready control-plane/)).toMatch(
      /^NAMESPACE NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR AGE\n/,
    );
    await clusters.same('get ds -A -o wide');
    await clusters.same('get po -A -o wide');
    await clusters.same('get no -o wide');
    await clusters.same('get no -L pool,type,topology.kubernetes.io/zone');
    await clusters.same('get ds nothing');
    await clusters.same('get ds -o name');
  });

  it('[HOLD-4] describe names the same fields of ds, po and no', async () => {
    await settled();
    for (const what of ['ds small', 'po -l name=small', 'no control-plane-0000']) {
      const [wanted, found] = await Promise.all([clusters.real(`describe ${what}`), clusters.simulated(`describe ${what}`)]);
      expect([...new Set(fields(found))], what).toEqual([...new Set(fields(wanted))]);
    }
    const described = await clusters.simulated('describe ds small');
    expect(described).toMatch(/Desired Number of Nodes Scheduled: 3\n/);
    expect(described).toMatch(/Pods Status: {2}3 Running \/ 0 Waiting \/ 0 Succeeded \/ 0 Failed/);
    expect(described).toMatch(/SuccessfulCreate .* daemonset-controller {2}Created pod: small-/);
  });

  it('[HOLD-4] set image, rollout status and rollout history tell the same rollout', async () => {
    await settled();
    await clusters.same("annotate ds/small kubernetes.io/change-cause='the fourth'");
    expect(await clusters.same('set image ds/small main=registry.example/small:4')).toBe('daemonset.apps/small image updated');
    const told = await Promise.all([clusters.real, clusters.simulated].map((kubectl) => kubectl('rollout status ds/small')));
    for (const words of told) {
      const lines = words.trim().split('\n');
      expect(lines.at(-1)).toBe('daemon set "small" successfully rolled out');
      expect(lines.slice(0, -1).filter((line) => !WAITING.test(line))).toEqual([]);
    }
    await settled();
    expect(await clusters.same('rollout status ds/small')).toBe('daemon set "small" successfully rolled out');
    expect(await clusters.same('rollout history ds/small')).toMatch(/\n4 the fourth\nREVISION CHANGE-CAUSE$/);
    await clusters.same('rollout history ds/small --revision=1');
    await clusters.same('rollout history ds/small --revision=77');
  });

  it('[HOLD-4] rollout undo and rollout restart', async () => {
    expect(await clusters.same('rollout undo ds/small --to-revision=77')).toMatch(/unable to find specified revision 77/);
    expect(await clusters.same('rollout undo ds/small')).toBe('daemonset.apps/small rolled back');
    await settled();
    expect(await clusters.same("get ds small -o jsonpath='{.spec.template.spec.containers[0].image}'")).toMatch(/small:3$/);
    expect(await clusters.same('rollout restart ds/small')).toBe('daemonset.apps/small restarted');
    await Promise.all([clusters.real('rollout status ds/small'), clusters.simulated('rollout status ds/small')]);
    await settled();
    await clusters.sameSoon('rollout history ds/small', /REVISION CHANGE-CAUSE/);
  });

  it('[HOLD-4] label, taint, cordon and uncordon', async () => {
    expect(await clusters.same('label node general-0003 team=blue')).toBe('node/general-0003 labeled');
    expect(await clusters.same('label node general-0003 team=red')).toMatch(/already has a value \(blue\)/);
    expect(await clusters.same('label node general-0003 team=red --overwrite')).toBe('node/general-0003 labeled');
    await clusters.same('get nodes -l team=red');
    expect(await clusters.same('label node general-0003 team-')).toBe('node/general-0003 unlabeled');
    expect(await clusters.same('taint node general-0003 team=blue:NoSchedule')).toBe('node/general-0003 tainted');
    expect(await clusters.same('get node general-0003 -o jsonpath=\'{.spec.taints[?(@.key=="team")]}\'')).toContain(
      '"value":"blue"',
    );
    expect(await clusters.same('taint node general-0003 team-')).toBe('node/general-0003 untainted');
    expect(await clusters.same('cordon general-0003')).toBe('node/general-0003 cordoned');
    await clusters.sameSoon('get node general-0003', /Ready,SchedulingDisabled/);
    const unschedulable = "get node general-0003 -o jsonpath='{.spec.taints[*].key}'";
    expect(await clusters.sameSoon(unschedulable, /unschedulable/)).toBe('node.kubernetes.io/unschedulable');
    expect(await clusters.same('uncordon general-0003')).toBe('node/general-0003 uncordoned');
    await clusters.sameSoon(unschedulable, /^$/);
  });

  it('[HOLD-4] patch in its three kinds, dry run included', async () => {
    const merge = '{"metadata":{"labels":{"kind":"merge"}}}';
    expect(await clusters.same(`patch ds small --type=merge -p '${merge}' --dry-run=server`)).toBe(
      'daemonset.apps/small patched',
    );
    expect(await clusters.same(`patch ds small --type=merge -p '${merge}'`)).toBe('daemonset.apps/small patched');
    expect(await clusters.same(`patch ds small --type=merge -p '${merge}'`)).toBe('daemonset.apps/small patched (no change)');
    const json = '[{"op":"replace","path":"/metadata/labels/kind","value":"json"}]';
    expect(await clusters.same(`patch ds small --type=json -p '${json}'`)).toBe('daemonset.apps/small patched');
    const strategic = '{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"1"}]}]}}}}';
    expect(await clusters.same(`patch ds small -p '${strategic}'`)).toBe('daemonset.apps/small patched');
    const container =
      "get ds small -o jsonpath='{.metadata.labels.kind} {.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].env}'";
    expect(await clusters.same(container)).toBe('json registry.example/small:3 [{"name":"A","value":"1"}]');
    const wrong = '[{"op":"test","path":"/metadata/labels/kind","value":"other"}]';
    expect(await clusters.same(`patch ds small --type=json -p '${wrong}'`)).toMatch(/^The request is invalid: /);
    await settled();
  });

  it('[HOLD-4] delete pod and get -w: the Pod goes, another comes, and both are told', async () => {
    await settled();
    for (const kubectl of [clusters.real, clusters.simulated]) {
      const [victim = ''] = (await kubectl('get pods -l name=small -o name')).split('\n');
      let deleted: Promise<string> | undefined;
      const lines = await kubectl.follow('get pods -l name=small -w', (seen) => {
        // The header and the three Pods that are there: from now on it watches.
        if (seen.length === 4) deleted = kubectl(`delete ${victim}`);
        return seen.slice(4).some((line) => /^small-\w+\s+1\/1\s+Running\s/.test(line) && !line.startsWith(victim.slice(4)));
      });
      expect(await deleted).toMatch(/^pod "small-\w{5}" deleted/);
      expect(lines.slice(4).some((line) => line.startsWith(victim.slice(4)) && /Terminating/.test(line))).toBe(true);
    }
    await settled();
  });

  it('[HOLD-4] events of a DaemonSet and the log of a Pod', async () => {
    const events = await clusters.simulated('events --for daemonset/small --types=Normal');
    expect(events).toMatch(/LAST SEEN +TYPE +REASON +OBJECT +MESSAGE/);
    expect(events).toMatch(/Normal +SuccessfulCreate +DaemonSet\/small +Created pod: small-/);
    const [pod = ''] = (await clusters.simulated('get pods -l name=small -o name')).split('\n');
    expect((await clusters.simulated(`logs ${pod} --tail=2`)).trim().split('\n')).toHaveLength(2);
  });

  it('[HOLD-4] delete ds takes its Pods with it', async () => {
    expect(await clusters.same('delete ds small --wait=false')).toMatch(/^daemonset.apps "small" deleted/);
    await clusters.sameSoon('get ds,po', /^No resources found|^$/);
  });
});

const WAITING =
  /^Waiting for daemon set (?:"small" rollout to finish: \d+ (?:out of \d+ new pods have been updated|of \d+ updated pods are available)\.\.\.|spec update to be observed\.\.\.)$/;
