import 'server-only';
import { homedir } from 'node:os';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { KubeconfigError } from '#lib/server/kubernetes/kubeconfig-error.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import type { ClusterCatalog } from './cluster-catalog.ts';
import { log } from './log.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The clusters that flags, environment and kubeconfig name. Never throws: what is wrong stands in `problem`. */
export function readCatalog(environment: Environment = process.env): ClusterCatalog {
  const { contexts, problem } = discover(environment);
  const bySlug = new Map(contexts.map((context) => [context.slug, context]));
  const list = contexts.map((context) => ({
    slug: context.slug,
    context: context.name,
    server: context.server.origin,
    current: context.current,
    readOnly: isReadOnly(environment, context),
  }));
  return {
    problem,
    list: () => list,
    connect: (slug) => {
      const context = bySlug.get(slug);
      if (context === undefined) throw new Error('The catalog does not hold this cluster.');
      return openClusterConnection(context, { clock: systemClock, random: Math.random, logger: log });
    },
  };
}

function discover(environment: Environment): { contexts: readonly ClusterContext[]; problem: string | null } {
  try {
    const discovery = discoverClusters({
      kubeconfig: environment.ROLLCALL_KUBECONFIG || undefined,
      context: environment.ROLLCALL_CONTEXT || undefined,
      namespace: environment.ROLLCALL_NAMESPACE || undefined,
      environment,
      homeDirectory: homedir(),
    });
    for (const { name, problem } of discovery.refused) log.warn({ context: name, problem }, 'A context cannot be used.');
    const nothing = discovery.contexts.length === 0 ? `No cluster was found. Looked at: ${discovery.searched.join(', ')}.` : null;
    return { contexts: discovery.contexts, problem: nothing };
  } catch (cause) {
    if (!(cause instanceof KubeconfigError)) throw cause;
    log.error({ problem: cause.message }, 'The kubeconfig cannot be used.');
    return { contexts: [], problem: cause.message };
  }
}

/** Inside a cluster nobody writes unless it was asked for: ROLLCALL_READ_ONLY=false. */
function isReadOnly(environment: Environment, context: ClusterContext): boolean {
  const wanted = environment.ROLLCALL_READ_ONLY?.toLowerCase();
  if (wanted === undefined || wanted === '') return context.slug === 'in-cluster';
  return wanted !== 'false' && wanted !== '0';
}
