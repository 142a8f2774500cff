import 'server-only';
import type { WaveAnswer } from '#lib/feed/wave.ts';
import { shellCommand } from '#lib/rollout/shell-command.ts';
import { statesBefore, type WaveCommandName } from '#lib/rollout/wave/command-wave.ts';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { leaseName, type StoredWave, type WavePlace } from '#lib/server/waves/wave-lease.ts';
import { waveView } from '#lib/server/waves/wave-view.ts';
import type { DaemonSetParams } from './find-daemon-set.ts';
import { findHub, findReadyHub } from './find-hub.ts';
import { readJsonBody } from './read-body.ts';
import { readName, readNamespace } from './read-names.ts';
import { readQuery } from './read-query.ts';
import { readWaveCommand } from './read-wave-command.ts';
import { Refusal } from './refusal.ts';
import { requireLive } from './require-live.ts';
import { startWaveAnswer } from './start-wave-answer.ts';
import { auditWave, refuseReadOnly, requireSightOfWave, requireWaveRights, waveUserOf } from './wave-caller.ts';

const MOST_BYTES = 256 * 1024; // a list of 5,000 long Node names

/** The wave of the DaemonSet, or its last one; also of a DaemonSet that is gone. Throws Refusal. */
export async function waveAnswer(request: Request, params: DaemonSetParams): Promise<WaveAnswer> {
  readQuery(request, []);
  const place = readPlace(params);
  const { hub } = await findReadyHub(params.cluster);
  requireLive(hub);
  await requireSightOfWave(request, hub, place);
  const found = await hub.waves.read(place, waveUserOf(request, hub));
  return answerOf(hub, place, found?.wave ?? null);
}

/** Plans or starts a wave, or commands the one that is there. Throws Refusal. */
export async function waveCommandAnswer(request: Request, params: DaemonSetParams): Promise<WaveAnswer> {
  readQuery(request, []);
  const place = readPlace(params);
  findHub(params.cluster);
  refuseReadOnly(params.cluster);
  const command = readWaveCommand(await readJsonBody(request, MOST_BYTES));
  if (command.command === 'start') return startWaveAnswer(request, params, command);
  const { hub } = await findReadyHub(params.cluster);
  const who = await requireWaveRights(request, hub, await wayOfWave(request, hub, place));
  const generation = hub.waves.facts(place).daemonSet?.generation ?? 0;
  const { id, command: name } = command;
  const details = { by: who, now: hub.clusterNow(), generation };
  const result = await hub.waves.command(place, { id, name }, details, waveUserOf(request, hub, who));
  auditWave(request, hub, { ...place, command: command.command, who, wave: command.id, outcome: result.outcome });
  if (result.outcome === 'absent') {
    throw new Refusal('target.changed', 'There is no wave with this id any more; look again.', { field: 'id' });
  }
  if (result.outcome === 'refused') throw wrongState(command.command, result.wave);
  return answerOf(hub, place, result.wave);
}

/** Forgets a wave that has ended. Throws Refusal. */
export async function forgetWaveAnswer(request: Request, params: DaemonSetParams): Promise<WaveAnswer> {
  readQuery(request, []);
  const place = readPlace(params);
  findHub(params.cluster);
  refuseReadOnly(params.cluster);
  const { hub } = await findReadyHub(params.cluster);
  const who = await requireWaveRights(request, hub, await wayOfWave(request, hub, place));
  const result = await hub.waves.forget(place, waveUserOf(request, hub, who));
  const outcome = typeof result === 'string' ? result : 'refused';
  auditWave(request, hub, {
    ...place,
    command: 'forget',
    who,
    wave: typeof result === 'string' ? '' : result.record.id,
    outcome,
  });
  if (typeof result === 'string') return answerOf(hub, place, null);
  const sentence = `The wave is ${result.record.state}; only one that is stopped, failed or complete can be forgotten.`;
  throw new Refusal('target.changed', sentence);
}

/** Whether the wave that is there deletes or evicts: each takes rights of its own. */
async function wayOfWave(
  request: Request,
  hub: ClusterHub,
  place: WavePlace,
): Promise<{ namespace: string; by: WavePacing['by'] }> {
  await requireSightOfWave(request, hub, place);
  const found = await hub.waves.read(place, waveUserOf(request, hub));
  return { namespace: place.namespace, by: found?.wave?.record.pacing.by ?? 'delete' };
}

function readPlace(params: DaemonSetParams): WavePlace {
  return { namespace: readNamespace(params.namespace), name: readName(params.name) };
}

function wrongState(command: WaveCommandName, { record }: StoredWave): Refusal {
  const from = statesBefore(command).join(' or ');
  return new Refusal('target.changed', `The wave is ${record.state}; ${command} is for one that is ${from}.`, {
    field: 'command',
  });
}

function answerOf(hub: ClusterHub, place: WavePlace, wave: StoredWave | null): WaveAnswer {
  const show = ['kubectl', 'get', 'lease', leaseName(place.name), `--namespace=${place.namespace}`, '--output=yaml'];
  return {
    wave: wave === null ? null : waveView(wave, hub.waves.facts(place)),
    kubectl: wave === null ? '' : (shellCommand(show) ?? ''),
  };
}
