import 'server-only';
import path from 'node:path';
import type { ClusterContext } from './cluster-context.ts';
import { inClusterContext } from './in-cluster.ts';
import { KubeconfigError } from './kubeconfig-error.ts';
import { type KubeconfigFile, readKubeconfigFile } from './kubeconfig-file.ts';
import { type MergedKubeconfig, mergeKubeconfigFiles } from './kubeconfig-merge.ts';
import { resolveContext } from './resolve-context.ts';
import { slugsOf } from './slug.ts';

export interface DiscoveryOptions {
  /** --kubeconfig: this file alone. */
  readonly kubeconfig?: string | undefined;
  /** --context: the current one, whatever the file says. */
  readonly context?: string | undefined;
  /** --namespace: for every context. */
  readonly namespace?: string | undefined;
  /** Accept `insecure-skip-tls-verify` of servers that are not on loopback. */
  readonly allowInsecure?: boolean | undefined;
  /** --allow-exec: plug-ins that may run though their kubeconfig does not stand in ~/.kube. */
  readonly allowExec?: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Where a Pod finds its service account; another folder in tests. */
  readonly serviceAccountDirectory?: string;
}

export interface Discovery {
  /** Usable contexts, the file's order; at most one is current. Empty when nothing was found anywhere. */
  readonly contexts: readonly ClusterContext[];
  /** Contexts that cannot be used and why; never the current one, which throws instead. */
  readonly refused: readonly { readonly name: string; readonly problem: string }[];
  /** Every place that was looked at, in order. */
  readonly searched: readonly string[];
}

/**
 * Finds the clusters as kubectl does: --kubeconfig, then $KUBECONFIG (a list, merged, missing files skipped), then
 * ~/.kube/config, then the service account of the Pod, else none. Throws KubeconfigError when a place that was named
 * is unusable. Mirrors kubernetes/client-go tools/clientcmd/loader.go, v0.36.
 */
export function discoverClusters(options: DiscoveryOptions): Discovery {
  const { paths, named } = placesToLook(options);
  const files = paths.map(readKubeconfigFile).filter((file) => file !== undefined);
  if (named && files.length === 0) throw new KubeconfigError(paths.join(', '), 'does not exist');
  if (files.length > 0) return { ...fromFiles(files, options), searched: paths };
  const inside = inClusterContext(options);
  return { contexts: inside.context ? [inside.context] : [], refused: [], searched: [...paths, inside.searched] };
}

function placesToLook(options: DiscoveryOptions): { paths: readonly string[]; named: boolean } {
  if (options.kubeconfig !== undefined) return { paths: [path.resolve(options.kubeconfig)], named: true };
  const listed = (options.environment.KUBECONFIG ?? '').split(path.delimiter).filter((entry) => entry !== '');
  if (listed.length > 0) return { paths: listed.map((entry) => path.resolve(entry)), named: true };
  return { paths: [path.join(options.homeDirectory, '.kube', 'config')], named: false };
}

function fromFiles(files: readonly KubeconfigFile[], options: DiscoveryOptions): Pick<Discovery, 'contexts' | 'refused'> {
  const merged = mergeKubeconfigFiles(files);
  const where = files.map((file) => file.path).join(', ');
  const names = [...merged.contexts.keys()];
  if (names.length === 0) throw new KubeconfigError(where, 'has no context');
  const current = currentContext(merged, names, where, options.context);
  const slugs = slugsOf(names);
  const contexts: ClusterContext[] = [];
  const refused: { name: string; problem: string }[] = [];
  names.forEach((name, index) => {
    try {
      contexts.push(resolveContext(merged, { name, slug: slugs[index] ?? name, current: name === current, ...options }));
    } catch (thrown) {
      if (!(thrown instanceof KubeconfigError) || name === current) throw thrown;
      refused.push({ name, problem: thrown.message });
    }
  });
  return { contexts, refused };
}

function currentContext(merged: MergedKubeconfig, names: readonly string[], where: string, asked: string | undefined): string {
  const wanted = asked ?? merged.currentContext;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  const known = `; it has ${names
    .slice(0, 10)
    .map((name) => JSON.stringify(name))
    .join(', ')}${names.length > 10 ? ', …' : ''}`;
  if (asked !== undefined)
    throw new KubeconfigError(where, `has no context ${JSON.stringify(asked)}, which --context asks for${known}`);
  if (wanted !== undefined)
    throw new KubeconfigError(where, `names ${JSON.stringify(wanted)} as current-context but has no such context${known}`);
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw new KubeconfigError(where, `has no current-context; choose one with --context${known}`);
}

/** The context as its files have it now, or as it was when it is gone or they cannot be read. */
export function rereadContext(context: ClusterContext, options: DiscoveryOptions): ClusterContext {
  try {
    return discoverClusters(options).contexts.find((other) => other.name === context.name) ?? context;
  } catch (thrown) {
    if (thrown instanceof KubeconfigError) return context;
    throw thrown;
  }
}
