import 'server-only';
import { homedir } from 'node:os';
import { ConfigurationError, readConfiguration } from '#lib/server/configuration/configuration.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { KubeconfigError } from '#lib/server/kubernetes/kubeconfig-error.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { BUILD_VERSION } from './build-version.ts';
import type { ClusterCatalog } from './cluster-catalog.ts';
import { log } from './log.ts';

/** The clusters that flags, environment and kubeconfig name. Never throws: what is wrong stands in `problem`. */
export function readCatalog(environment: Readonly<Record<string, string | undefined>> = process.env): ClusterCatalog {
  const { contexts, readOnly, problem } = discover(environment);
  const bySlug = new Map(contexts.map((context) => [context.slug, context]));
  const list = contexts.map((context) => ({
    slug: context.slug,
    context: context.name,
    server: context.server.origin,
    current: context.current,
    readOnly: readOnly ?? context.slug === 'in-cluster',
  }));
  return {
    problem,
    list: () => list,
    connect: (slug) => {
      const context = bySlug.get(slug);
      if (context === undefined) throw new Error('The catalog does not hold this cluster.');
      const reread = () => discover(environment).contexts.find(({ name }) => name === context.name) ?? context;
      return openClusterConnection(context, {
        clock: systemClock,
        random: Math.random,
        logger: log,
        version: BUILD_VERSION,
        reread,
      });
    },
  };
}

interface Found {
  readonly contexts: readonly ClusterContext[];
  readonly readOnly: boolean | undefined;
  readonly problem: string | null;
}

function discover(environment: Readonly<Record<string, string | undefined>>): Found {
  try {
    const { kubeconfig, context, namespace, insecureSkipTlsVerify, readOnly, demoUrl } = readConfiguration(environment);
    const asked = { kubeconfig, context, namespace, allowInsecure: insecureSkipTlsVerify };
    const found = discoverClusters({ ...asked, environment, homeDirectory: homedir() });
    for (const { name, problem } of found.refused) log.warn({ context: name, problem }, 'A context cannot be used.');
    const nothing = found.contexts.length === 0 ? `No cluster was found. Looked at: ${found.searched.join(', ')}.` : null;
    const contexts = demoUrl === undefined ? found.contexts : found.contexts.map(asDemo);
    return { contexts, readOnly, problem: nothing };
  } catch (cause) {
    if (!(cause instanceof KubeconfigError || cause instanceof ConfigurationError)) throw cause;
    log.error({ problem: cause.message }, 'The configuration cannot be used.');
    return { contexts: [], readOnly: undefined, problem: cause.message };
  }
}

/** The contract calls the simulated cluster `demo`, whatever its kubeconfig says. */
function asDemo(context: ClusterContext): ClusterContext {
  return context.current ? { ...context, slug: 'demo' } : context;
}
