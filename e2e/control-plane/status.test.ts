import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlPlaneBinaries } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { eventually } from './support/eventually.ts';

const BIN = path.resolve(import.meta.dirname, '../../bin');
const MANIFESTS = path.join(import.meta.dirname, 'manifests');
const SOON = { withinMs: 80_000, pollMs: 500 };

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane({ nodes: 3 });
  await plane.kubectl(['apply', '-f', path.join(MANIFESTS, 'small.yaml'), '-f', path.join(MANIFESTS, 'on-delete.yaml')]);
});
afterAll(() => plane?.stop());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function rollcall(...flags: readonly string[]): Promise<Ended> {
  const all = [path.join(BIN, 'rollcall.mjs'), 'status', '--kubeconfig', plane.kubeconfig, ...flags];
  return promisify(execFile)(process.execPath, all, { timeout: 80_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  );
}

/** Namespace and name of each DaemonSet of the two manifests, by its update strategy. */
async function daemonSets(): Promise<ReadonlyMap<string, string>> {
  const template = '{range .items[*]}{.spec.updateStrategy.type} {.metadata.namespace}/{.metadata.name}{"\\n"}{end}';
  const lines = (await plane.kubectl(['get', 'daemonsets', '-A', '-o', `jsonpath=${template}`])).trim().split('\n');
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

const complete = (target: string) =>
  eventually(`${target} complete`, SOON, async () => {
    const ended = await rollcall(target);
    if (ended.code !== 0) throw new Error(JSON.stringify(ended));
    return ended;
  });

describe('rollcall status on a real control plane', () => {
  it('[STATUS-7] says what kubectl says of a RollingUpdate, 1 while it runs and 0 when it is complete', async () => {
    const target = (await daemonSets()).get('RollingUpdate') ?? expect.fail('there is one with RollingUpdate');
    const [namespace = '', name = ''] = target.split('/');
    const ended = await complete(target);
    const theirs = await plane.kubectl(['rollout', 'status', `daemonset/${name}`, '--namespace', namespace]);
    expect(ended.stdout.trim()).toBe(theirs.trim().split('\n').at(-1));
    const set = (image: string) => plane.kubectl(['set', 'image', `daemonset/${name}`, `*=${image}`, '--namespace', namespace]);
    await set('registry.example/small:broken-2');
    const running = await eventually('rolling out', SOON, async () => {
      const said = await rollcall(target);
      return said.code === 1 ? said : undefined;
    });
    expect(running.stdout).toMatch(/^Waiting for daemon set /);
    const watching = rollcall(target, '--watch');
    await set('registry.example/small:3');
    await plane.kubectl(['delete', 'pods', '--namespace', namespace, '--selector', 'name=small', '--wait=false']);
    const watched = await watching;
    expect([watched.code, watched.stdout.trim().split('\n').at(-1)]).toEqual([0, ended.stdout.trim()]);
  });

  it('[STATUS-8] judges OnDelete, which kubectl refuses', async () => {
    const target = (await daemonSets()).get('OnDelete') ?? expect.fail('there is one with OnDelete');
    const [namespace = '', name = ''] = target.split('/');
    expect((await complete(target)).stdout).toMatch(/is up to date \(OnDelete\)/);
    await plane.kubectl(['set', 'image', `daemonset/${name}`, '*=registry.example/changed:2', '--namespace', namespace]);
    await eventually('stale', SOON, async () => {
      const ended = await rollcall(target);
      return ended.code === 1 && /waits for deletes \(OnDelete\).* [1-9]\d* stale/.test(ended.stdout) ? ended : undefined;
    });
  });

  it('[STATUS-9] what cannot be judged is 2 with one sentence, also as a kubectl plugin', async () => {
    const nobody = await rollcall('default/nobody');
    expect(nobody).toEqual({ code: 2, stdout: '', stderr: 'rollcall: There is no DaemonSet default/nobody.\n' });
    const viewer = await rollcall('default/nobody', '--kubeconfig', plane.viewerKubeconfig);
    expect([viewer.code, viewer.stderr]).toEqual([
      2,
      expect.stringMatching(/^rollcall: You may not (list|watch) nodes in the whole cluster;.*\.\n$/),
    ]);
    const { kubectl } = await controlPlaneBinaries(() => undefined);
    const env = { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH}`, KUBECONFIG: plane.kubeconfig };
    const target = (await daemonSets()).get('RollingUpdate') ?? '';
    const { stdout } = await promisify(execFile)(kubectl, ['rollcall', 'status', target, '--watch'], { env, timeout: 80_000 });
    expect(stdout).toMatch(/successfully rolled out\n$/);
  });
});
