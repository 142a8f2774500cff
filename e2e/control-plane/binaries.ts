import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const HERE = import.meta.dirname;
const KUBERNETES_VERSION = 'v1.36.1';
const COMPLETE = '.complete';
const ORACLE_SOURCE = '.oracle-source';

/** Paths of the programs that make a control plane, and of the DaemonSet controller's placement oracle. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kwok: string;
  readonly kubectl: string;
  readonly oracle: string;
}

/**
 * Builds the programs that go.mod names, or finds them in the cache: `$XDG_CACHE_HOME/rollcall/control-plane/HASH`,
 * HASH being the first 16 hexadecimal digits of SHA-256 over go.sum. `say` gets one sentence per step.
 * Throws an Error with one sentence when Go is missing or a build fails.
 */
export async function controlPlaneBinaries(say: (sentence: string) => void): Promise<Binaries> {
  const folder = path.join(cacheFolder(), (await sha256(path.join(HERE, 'go.sum'))).slice(0, 16));
  if (!existsSync(path.join(folder, COMPLETE))) await buildEverything(folder, say);
  await refreshOracle(folder, say);
  const at = (name: string) => path.join(folder, name);
  return {
    etcd: at('etcd'),
    kubeApiServer: at('kube-apiserver'),
    kubeControllerManager: at('kube-controller-manager'),
    kubeScheduler: at('kube-scheduler'),
    kwok: at('kwok'),
    kubectl: at('kubectl'),
    oracle: at('oracle'),
  };
}

function cacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME;
  const base = cache && path.isAbsolute(cache) ? cache : path.join(homedir(), '.cache');
  return path.join(base, 'rollcall', 'control-plane');
}

async function buildEverything(folder: string, say: (sentence: string) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  say(`building a Kubernetes ${KUBERNETES_VERSION} control plane from Go modules into ${folder}; once, about 10 minutes …`);
  await goBuild(folder, [
    'k8s.io/kubernetes/cmd/kube-apiserver',
    'k8s.io/kubernetes/cmd/kube-controller-manager',
    'k8s.io/kubernetes/cmd/kube-scheduler',
    'k8s.io/kubernetes/cmd/kubectl',
    'sigs.k8s.io/kwok/cmd/kwok',
  ]);
  // The module path ends in v3, and so would the binary.
  await goBuild(path.join(folder, 'etcd'), ['go.etcd.io/etcd/server/v3']);
  await writeFile(path.join(folder, COMPLETE), '');
}

/** The oracle is ours and changes without go.sum, so it is kept by its own source. */
async function refreshOracle(folder: string, say: (sentence: string) => void): Promise<void> {
  const source = path.join(HERE, 'oracle');
  const hashes = await Promise.all((await readdir(source)).sort().map((name) => sha256(path.join(source, name))));
  const wanted = hashes.join('\n');
  const stamp = path.join(folder, ORACLE_SOURCE);
  const built = existsSync(path.join(folder, 'oracle')) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted;
  if (built) return;
  say('building the placement oracle …');
  await goBuild(path.join(folder, 'oracle'), ['./oracle']);
  await writeFile(stamp, wanted);
}

async function goBuild(output: string, packages: readonly string[]): Promise<void> {
  const version = 'k8s.io/component-base/version';
  const [major, minor] = KUBERNETES_VERSION.slice(1).split('.');
  const flags = [
    '-s -w',
    `-X ${version}.gitVersion=${KUBERNETES_VERSION}`,
    `-X ${version}.gitMajor=${major}`,
    `-X ${version}.gitMinor=${minor}`,
  ];
  const arguments_ = ['build', '-trimpath', '-ldflags', flags.join(' '), '-o', output, ...packages];
  try {
    await promisify(execFile)('go', arguments_, { cwd: HERE, env: { ...process.env, CGO_ENABLED: '0' }, maxBuffer: 64 << 20 });
  } catch (error) {
    throw new Error(describeFailure(error), { cause: error });
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return 'Go is not installed or not in PATH; the control plane is built from Go modules and needs Go 1.26 or newer.';
  }
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return `go build failed: ${output || String(error)}`;
}

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
