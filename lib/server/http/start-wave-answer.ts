import 'server-only';
import { randomUUID } from 'node:crypto';
import type { WaveAnswer, WaveCommand } from '#lib/feed/wave.ts';
import { shellCommand } from '#lib/rollout/shell-command.ts';
import { newRecord } from '#lib/rollout/wave/new-record.ts';
import { planWave, type WavePlan } from '#lib/rollout/wave/plan-wave.ts';
import { stalePodOn, type WaveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { WavePacing, WaveTarget } from '#lib/rollout/wave/wave-record.ts';
import { hasRoom } from '#lib/server/waves/wave-codec.ts';
import type { FoundLease, WavePlace } from '#lib/server/waves/wave-lease.ts';
import { waveView } from '#lib/server/waves/wave-view.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { quoted, Refusal } from './refusal.ts';
import { auditWave, requireWaveRights, waveUserOf } from './wave-caller.ts';

const MOST_SHOWN = 100;
const FREE_PODS = 5;

type Start = Extract<WaveCommand, { readonly command: 'start' }>;

/** What a wave of these settings would do, and unless it is a dry run, begins it. Throws Refusal. */
export async function startWaveAnswer(request: Request, params: DaemonSetParams, start: Start): Promise<WaveAnswer> {
  const { hub, detail } = await findDaemonSet(params);
  const place: WavePlace = { namespace: detail.namespace, name: detail.name };
  const who = await requireWaveRights(request, hub, { namespace: place.namespace, by: start.by });
  const facts = hub.waves.facts(place);
  const target = requireTarget(place, facts, start);
  const pacing = pacingOf(start);
  const { minReadySeconds, maxUnavailable } = detail;
  const plan = planWave({ pacing, names: start.nodes ?? null, minReadySeconds, maxUnavailable }, facts);
  const confirmation = plan.nodes.length > FREE_PODS ? place.name : null;
  const kubectl = kubectlFor(place, pacing, plan);
  if (start.dryRun) return { wave: null, plan: shownPlan(plan, confirmation), kubectl };
  requireConfirmed(start, plan, confirmation);
  const now = hub.clusterNow();
  const user = waveUserOf(request, hub, who);
  const { requestId = '' } = start;
  const record = newRecord({ id: randomUUID(), requestId, target, pacing, plan, by: who, actor: user?.name ?? '', now });
  if (!hasRoom(record)) throw tooLarge(plan);
  const result = await hub.waves.begin(place, record, user);
  const outcome = 'taken' in result ? 'taken' : 'started';
  auditWave(request, hub, { ...place, command: 'start', who, wave: record.id, outcome });
  if ('taken' in result) throw taken(result.taken);
  return { wave: waveView(result.started, facts), kubectl };
}

function requireTarget({ name }: WavePlace, { daemonSet, fresh }: WaveFacts, start: Start): WaveTarget {
  if (daemonSet === null || start.uid !== daemonSet.uid) {
    throw new Refusal('target.changed', 'The DaemonSet is another one of this name by now; look again.', { field: 'uid' });
  }
  if (!fresh) {
    const sentence = 'What this server knows of the cluster is too old to act upon; wait until it is live again.';
    throw new Refusal('cluster.unreachable', sentence, { retryAfterSeconds: 5 });
  }
  if (!daemonSet.observed || daemonSet.deleting) {
    const sentence = daemonSet.deleting
      ? 'The DaemonSet is being deleted.'
      : 'The controller has not observed the newest spec, so which Pods are stale is not known yet; try again in a moment.';
    throw new Refusal('target.changed', sentence);
  }
  const { uid, generation, revision, hash } = daemonSet;
  return { name, uid, generation, revision, hash };
}

function requireConfirmed(start: Start, plan: WavePlan, confirmation: string | null): void {
  if (plan.nodes.length === 0) {
    throw new Refusal('target.changed', 'There is no stale Pod to replace on these Nodes.', { field: 'nodes' });
  }
  if (confirmation === null || start.confirm === confirmation) return;
  const sentence = `confirm must be the name ${quoted(confirmation)}, since ${plan.nodes.length} Pods are deleted.`;
  throw new Refusal('confirmation.required', sentence, { field: 'confirm' });
}

function taken({ wave, lease }: FoundLease): Refusal {
  if (wave === null) {
    const holder = quoted(lease.spec?.holderIdentity ?? '');
    return new Refusal(
      'target.changed',
      `The Lease ${lease.metadata.name} is held by ${holder}, whose wave cannot be read here.`,
    );
  }
  const { startedBy, startedAt, state } = wave.record;
  const who = `${startedBy.slice(0, 100)} began a wave on this DaemonSet at ${startedAt}`;
  return new Refusal('target.changed', `${who}, which is ${state}; stop it before you begin another.`);
}

function tooLarge(plan: WavePlan): Refusal {
  const sentence = `A selection of ${plan.nodes.length} Nodes does not fit into the Lease of the wave; select fewer, or all.`;
  return new Refusal('body.invalid', sentence, { field: 'nodes' });
}

function pacingOf({ order, size, pauseSeconds, failuresAllowed, availableWithinSeconds, by }: Start): WavePacing {
  return { order, size, pauseSeconds, failuresAllowed, availableWithinSeconds, by };
}

function shownPlan({ nodes, stepSize, steps, effects, warnings }: WavePlan, confirmation: string | null) {
  const names = nodes.slice(0, MOST_SHOWN).map(({ name }) => name);
  return { nodes: names, nodeCount: nodes.length, stepSize, steps, effects, warnings, confirmation };
}

/** The first step, and how to see that it is over: kubectl has no command for the rest. */
function kubectlFor({ namespace, name }: WavePlace, { by }: WavePacing, plan: WavePlan): string {
  const pods = plan.nodes.slice(0, plan.stepSize).flatMap((node) => stalePodOn(node)?.name ?? []);
  if (pods.length === 0) return '';
  const see = shellCommand(['kubectl', 'get', 'pods', `--namespace=${namespace}`, '--output=wide', '--watch'], []);
  const go =
    by === 'eviction'
      ? pods.map((pod) => evictionCommand(namespace, pod))
      : [shellCommand(['kubectl', 'delete', 'pod', `--namespace=${namespace}`, '--wait=false'], pods)];
  return [`# ${name}: step 1 of ${plan.steps}`, ...go, see].filter((line) => line !== null).join('\n');
}

function evictionCommand(namespace: string, pod: string): string | null {
  const raw = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`;
  const create = shellCommand(['kubectl', 'create', `--raw=${raw}`, '--filename=-']);
  const body = JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { namespace, name: pod } });
  return create === null ? null : `${create} <<< '${body}'`;
}
