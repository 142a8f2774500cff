import 'server-only';
import type { ContainersAnswer, DescribeAnswer, ManifestAnswer, ViewedKind } from '#lib/feed/object-view.ts';
import { describeDaemonSet } from '#lib/rollout/describe/describe-daemon-set.ts';
import { eventsField } from '#lib/rollout/describe/describe-events.ts';
import { describeNode, type PodsOnNode } from '#lib/rollout/describe/describe-node.ts';
import { describePod } from '#lib/rollout/describe/describe-pod.ts';
import { type DescribedField, descriptionText } from '#lib/rollout/describe/description.ts';
import { objectManifest, withoutSecrets } from '#lib/rollout/object-manifest.ts';
import { podContainers } from '#lib/rollout/pod-containers.ts';
import type { Tree } from '#lib/rollout/template-diff-tree.ts';
import { callerOf } from '#lib/server/access/caller-of.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { eventRows } from './event-rows.ts';
import { findHub } from './find-hub.ts';
import { readName, readNamespace } from './read-names.ts';
import { readQuery } from './read-query.ts';
import { requireLive } from './require-live.ts';
import { unlessRefused } from './unless-refused.ts';

/** The object that a path names: a Node has no namespace. */
export interface ViewedObject {
  readonly kind: ViewedKind;
  readonly cluster: string;
  readonly namespace?: string;
  readonly name: string;
}

type Caller = Pick<ClusterConnection, 'operations' | 'writes'>;

interface Read {
  readonly caller: Caller;
  readonly object: RawObject;
  readonly named: { readonly kind: ViewedKind; readonly name: string; readonly uid: string; readonly asOf: string };
  readonly now: number;
}

/** The object as YAML, read with the caller's rights; values that may be secrets are hidden. Throws Refusal, KubernetesApiError. */
export async function manifestAnswer(request: Request, viewed: ViewedObject): Promise<ManifestAnswer> {
  const { object, named } = await readWhole(request, viewed);
  return { ...named, ...objectManifest(object) };
}

/** What `kubectl describe` says of the object, read with the caller's rights. Throws Refusal, KubernetesApiError. */
export async function describeAnswer(request: Request, viewed: ViewedObject): Promise<DescribeAnswer> {
  const read = await readWhole(request, viewed);
  const { tree, hidden } = withoutSecrets(read.object);
  const fields = [...(await describedFields(tree, read)), await eventsOf(read)];
  return { ...read.named, text: descriptionText(fields), hidden };
}

/** The containers of a Pod, init and ephemeral ones too. Throws Refusal, KubernetesApiError. */
export async function containersAnswer(request: Request, viewed: ViewedObject): Promise<ContainersAnswer> {
  const { object, named } = await readWhole(request, viewed);
  return { asOf: named.asOf, uid: named.uid, containers: podContainers(withoutSecrets(object).tree) };
}

async function readWhole(request: Request, viewed: ViewedObject): Promise<Read> {
  readQuery(request, []);
  const { kind } = viewed;
  const name = readName(viewed.name, kind === 'Node' ? 'node' : kind === 'Pod' ? 'pod' : 'name');
  const namespace = kind === 'Node' ? '' : readNamespace(viewed.namespace ?? '');
  const hub = findHub(viewed.cluster);
  requireLive(hub);
  const caller = runningEngine().connectionFor(callerOf(request), hub);
  const object = await wholeObject(caller, { kind, namespace, name });
  const now = hub.clusterNow();
  return { caller, object, now, named: { asOf: new Date(now).toISOString(), kind, name, uid: object.metadata.uid } };
}

function wholeObject(
  { operations, writes }: Caller,
  { kind, namespace, name }: { kind: ViewedKind; namespace: string; name: string },
) {
  switch (kind) {
    case 'DaemonSet':
      return writes.getWholeDaemonSet(namespace, name);
    case 'Pod':
      return operations.getWholePod(namespace, name);
    case 'Node':
      return operations.getWholeNode(name);
  }
}

async function describedFields(tree: Tree, { named, caller, now }: Read): Promise<readonly DescribedField[]> {
  if (named.kind === 'DaemonSet') return describeDaemonSet(tree);
  if (named.kind === 'Pod') return describePod(tree);
  return describeNode(tree, await podsOn(named.name, caller), now);
}

function podsOn(node: string, { operations }: Caller): Promise<PodsOnNode> {
  const read = operations.listPodsOnNode(node).then((pods): PodsOnNode => ({ pods, problem: null }));
  return unlessRefused(read, ({ message }): PodsOnNode => ({ pods: null, problem: message }));
}

async function eventsOf({ object, named: { kind, name, uid }, caller, now }: Read): Promise<DescribedField> {
  const { namespace } = object.metadata;
  // Events about a Node carry its name in the place of a uid.
  const target = namespace === undefined ? { kind, name } : { kind, name, namespace, uid };
  const read = caller.operations.listEvents(target).then((events) => eventsField(eventRows(events), null, now));
  return unlessRefused(read, ({ message }) => eventsField([], message, now));
}
