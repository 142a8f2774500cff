import 'server-only';
import type { KubeconfigCluster, KubeconfigContext, KubeconfigFile, KubeconfigUser } from './kubeconfig-file.ts';

/** An entry and the file that it comes from, against which its relative paths are meant. */
export interface Located<T> {
  readonly file: string;
  readonly value: T;
}

export interface MergedKubeconfig {
  readonly currentContext: string | undefined;
  readonly clusters: ReadonlyMap<string, Located<KubeconfigCluster>>;
  readonly contexts: ReadonlyMap<string, Located<KubeconfigContext>>;
  readonly users: ReadonlyMap<string, Located<KubeconfigUser>>;
}

/** Merges as kubectl does: the first file that gives a name or a current-context decides. */
export function mergeKubeconfigFiles(files: readonly KubeconfigFile[]): MergedKubeconfig {
  const clusters = new Map<string, Located<KubeconfigCluster>>();
  const contexts = new Map<string, Located<KubeconfigContext>>();
  const users = new Map<string, Located<KubeconfigUser>>();
  for (const file of files) {
    for (const { name, cluster } of file.clusters ?? []) keepFirst(clusters, name, file.path, cluster ?? {});
    for (const { name, context } of file.contexts ?? []) keepFirst(contexts, name, file.path, context ?? {});
    for (const { name, user } of file.users ?? []) keepFirst(users, name, file.path, user ?? {});
  }
  const currentContext = files.map((file) => file['current-context']).find((name) => typeof name === 'string' && name !== '');
  return { currentContext: currentContext ?? undefined, clusters, contexts, users };
}

function keepFirst<T>(into: Map<string, Located<T>>, name: string, file: string, value: T): void {
  if (!into.has(name)) into.set(name, { file, value });
}
