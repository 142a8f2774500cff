import 'server-only';
import { homedir } from 'node:os';
import { readConfiguration } from '#lib/server/configuration/configuration.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { KubeconfigError } from '#lib/server/kubernetes/kubeconfig-error.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { weaknessOf } from '#lib/server/kubernetes/weakness.ts';
import { BUILD_VERSION } from './build-version.ts';
import type { ClusterCatalog } from './cluster-catalog.ts';
import { log } from './log.ts';

/**
 * The clusters that flags, environment and kubeconfig name; `problem` says where none was found. Throws
 * ConfigurationError when flags or environment are wrong, KubeconfigError when the kubeconfig cannot be used.
 */
export function readCatalog(environment: Readonly<Record<string, string | undefined>> = process.env): ClusterCatalog {
  const { contexts, readOnly, problem } = discover(environment);
  const bySlug = new Map(contexts.map((context) => [context.slug, context]));
  const list = contexts.map((context) => ({
    slug: context.slug,
    context: context.name,
    server: context.server.origin,
    current: context.current,
    readOnly: readOnly ?? context.slug === 'in-cluster',
    weakness: weaknessOf(context),
  }));
  return {
    problem,
    list: () => list,
    connect: (slug, as) => {
      const own = bySlug.get(slug);
      if (own === undefined) throw new Error('The catalog does not hold this cluster.');
      const context = as === undefined ? own : ofUser(own, as.bearerToken);
      const reread = () => (as === undefined ? (rediscover(environment, context.name) ?? context) : context);
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
  const { kubeconfig, context, namespace, insecureSkipTlsVerify, allowExec, readOnly, demoUrl, signIn } =
    readConfiguration(environment);
  const asked = { kubeconfig, context, namespace, allowExec, allowInsecure: insecureSkipTlsVerify };
  const found = discoverClusters({ ...asked, environment, homeDirectory: homedir() });
  for (const { name, problem } of found.refused) log.warn({ context: name, problem }, 'A context cannot be used.');
  const nothing = found.contexts.length === 0 ? `No cluster was found. Looked at: ${found.searched.join(', ')}.` : null;
  // Users are asked about at one cluster, so no other one is shown to them.
  const shown = signIn === 'user' ? found.contexts.filter(({ current }) => current) : found.contexts;
  const contexts = demoUrl === undefined ? shown : shown.map(asDemo);
  return { contexts, readOnly, problem: nothing };
}

/** The context as the kubeconfig has it now; undefined when it is gone or cannot be read while it is being written. */
function rediscover(environment: Readonly<Record<string, string | undefined>>, name: string): ClusterContext | undefined {
  try {
    return discover(environment).contexts.find((context) => context.name === name);
  } catch (cause) {
    if (!(cause instanceof KubeconfigError)) throw cause;
    log.warn({ context: name, problem: cause.message }, 'The kubeconfig cannot be read again.');
    return undefined;
  }
}

/** The way to the same API server for a user: nothing of the server's own identity goes with it. */
function ofUser(context: ClusterContext, token: string): ClusterContext {
  const nothing = { clientCertificate: undefined, clientKey: undefined, impersonate: undefined };
  return { ...context, ...nothing, identification: { method: 'token', token } };
}

/** The contract calls the simulated cluster `demo`, whatever its kubeconfig says. */
function asDemo(context: ClusterContext): ClusterContext {
  return context.current ? { ...context, slug: 'demo' } : context;
}
