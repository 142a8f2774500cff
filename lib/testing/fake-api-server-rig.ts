import type { ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';
import type { ClusterContext } from '#lib/server/kubernetes/cluster-context.ts';
import type { Logger } from '#lib/server/kubernetes/logger.ts';

/** A context of a server that asks for nothing, with what a test wants different. */
export function aContext(server: string, changes: Partial<ClusterContext> = {}): ClusterContext {
  return {
    slug: 'test',
    name: 'test',
    current: true,
    source: 'test',
    server: new URL(server),
    certificateAuthority: undefined,
    tlsServerName: undefined,
    insecureSkipTlsVerify: false,
    clientCertificate: undefined,
    clientKey: undefined,
    identification: { method: 'none' },
    impersonate: undefined,
    namespace: undefined,
    ...changes,
  };
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** A sink that keeps what it was given. */
export function aRecordingSink() {
  const held = {
    nodes: new Map<string, string>(),
    pods: new Map<string, string>(),
    daemonsets: new Map<string, string>(),
    controllerrevisions: new Map<string, string>(),
  };
  const sink: ClusterSink = {
    setNode: (node) => held.nodes.set(node.metadata.name, node.metadata.name),
    deleteNode: (name) => held.nodes.delete(name),
    setPod: (pod) => held.pods.set(pod.metadata.uid, pod.metadata.name),
    deletePod: (uid) => held.pods.delete(uid),
    setDaemonSet: (daemonSet) => held.daemonsets.set(daemonSet.metadata.uid, daemonSet.metadata.name),
    deleteDaemonSet: (uid) => held.daemonsets.delete(uid),
    setControllerRevision: (revision) => held.controllerrevisions.set(revision.metadata.uid, revision.metadata.name),
    deleteControllerRevision: (uid) => held.controllerrevisions.delete(uid),
  };
  return { ...sink, names: (resource: keyof typeof held) => [...held[resource].values()].sort() };
}
