import { setTimeout as pause } from 'node:timers/promises';
import { createTranslator } from 'use-intl/core';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import english from '#lib/messages/en.json' with { type: 'json' };
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { ApiClient } from '#lib/testing/contract/api-client.ts';
import type { ControlPlane } from '../control-plane-contract.ts';
import type { Lane } from './lane.ts';
import type { WatchedModel } from './watched-model.ts';

const QUIET_MS = 500;
const GIVE_UP_MS = 40_000;
const POKE_EVERY_MS = 4_000;
const POLL_MS = 100;

interface Parts {
  readonly plane: ControlPlane;
  readonly api: ApiClient;
  readonly model: WatchedModel;
}

/** Waits until nothing moves around the lane's DaemonSet, and says where the model differs from the cluster then. */
export async function differencesWhenQuiet(lane: Lane, parts: Parts): Promise<readonly string[]> {
  const deadline = Date.now() + GIVE_UP_MS;
  let poked = 0;
  for (let last: readonly string[] = ['never quiet']; ; await pause(POLL_MS)) {
    if (Date.now() > deadline) return last;
    if (Date.now() - poked > POKE_EVERY_MS) {
      await lane.poke();
      poked = Date.now();
    }
    const before = parts.model.detail(lane.namespace, lane.name);
    if (before === undefined || !isQuiet(before, parts.model)) continue;
    const found = await differences(lane, before, parts);
    const after = parts.model.detail(lane.namespace, lane.name);
    if (after === undefined || !isQuiet(after, parts.model) || !sameCounts(before, after)) continue;
    if (found.length === 0) return [];
    last = found;
  }
}

/** Whether the controller has nothing to do or wait for but time and people. */
export function isIdle({ namespace, name }: Lane, model: WatchedModel): boolean {
  const detail = model.detail(namespace, name);
  return detail !== undefined && detail.current === detail.desired && detail.desired > 0 && isDone(detail);
}

function isQuiet(detail: DaemonSetDetail, model: WatchedModel): boolean {
  return isDone(detail) && model.quietMs(detail.uid) >= QUIET_MS;
}

function isDone({ prediction, observedGeneration, generation }: DaemonSetDetail): boolean {
  return (
    observedGeneration >= generation && prediction.steps.every((step) => step.after !== null || step.certainty === 'backOff')
  );
}

async function differences(lane: Lane, detail: DaemonSetDetail, { plane, api, model }: Parts): Promise<readonly string[]> {
  const { metadata, status = {} } = await lane.read<DaemonSet>();
  const counts = [
    ['desired', detail.desired, status.desiredNumberScheduled],
    ['current', detail.current, status.currentNumberScheduled],
    ['ready', detail.ready, status.numberReady],
    ['up-to-date', detail.updated, status.updatedNumberScheduled],
    ['available', detail.available, status.numberAvailable],
    ['unavailable', detail.unavailable, status.numberUnavailable],
    ['misscheduled', detail.misscheduled, status.numberMisscheduled],
  ] as const;
  const found = counts.flatMap(([word, ours, theirs = 0]) => (ours === theirs ? [] : `${word} ${ours}, status says ${theirs}`));
  if (found.length > 0 || (metadata.generation ?? 0) !== detail.generation) return [...found, 'the status lags'];
  const [stale, sentence] = await Promise.all([freshStale(lane, metadata.uid, api, model), kubectlSentence(lane, plane)]);
  const ours = { stale: model.stalePods(detail.uid).join(), sentence: sentenceOf(detail) };
  return [
    ...(stale === ours.stale ? [] : [`stale ${ours.stale}, hashes say ${stale}`]),
    ...(sentence === ours.sentence ? [] : [`sentence "${ours.sentence}", kubectl says "${sentence}"`]),
  ];
}

/** Live Pods on Nodes that exist whose hash is not that of the highest revision. */
async function freshStale(lane: Lane, uid: string, api: ApiClient, model: WatchedModel): Promise<string> {
  const path = `/apis/apps/v1/namespaces/${lane.namespace}/controllerrevisions?labelSelector=app%3D${lane.name}`;
  const revisions = (await api.get<{ items: ControllerRevision[] }>(path)).body.items.filter((item) => isControlledBy(item, uid));
  const newest = revisions.toSorted((a, b) => b.revision - a.revision)[0];
  const hash = newest?.metadata.labels?.[REVISION_HASH_LABEL];
  return (await lane.pods<{ items: Pod[] }>())
    .filter((pod) => isControlledBy(pod, uid) && !pod.metadata.deletionTimestamp)
    .filter((pod) => pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded')
    .filter((pod) => pod.spec.nodeName === undefined || model.rollout.nodes().has(pod.spec.nodeName))
    .filter((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL] !== hash)
    .map((pod) => pod.metadata.name)
    .sort()
    .join();
}

/** What kubectl says; for OnDelete, which it refuses, that. */
async function kubectlSentence({ namespace, name }: Lane, plane: ControlPlane): Promise<string> {
  const words = ['rollout', 'status', `daemonset/${name}`, '-n', namespace, '--watch=false'];
  try {
    return (await plane.kubectl(words)).trim();
  } catch (error) {
    if (String(error).includes('rollout status is only available for RollingUpdate strategy type')) return 'OnDelete';
    throw error;
  }
}

function sentenceOf({ sentence, strategy }: DaemonSetDetail): string {
  if (strategy === 'OnDelete') return 'OnDelete';
  const translate = createTranslator({ locale: 'en', messages: english as Record<string, unknown> }) as unknown as (
    key: string,
    params: Readonly<Record<string, string | number>>,
  ) => string;
  return translate(`model.${sentence.code}`, sentence.params);
}

function sameCounts(a: DaemonSetDetail, b: DaemonSetDetail): boolean {
  const numbers = ['desired', 'current', 'ready', 'updated', 'available', 'misscheduled', 'stale', 'generation'] as const;
  return numbers.every((number) => a[number] === b[number]);
}
