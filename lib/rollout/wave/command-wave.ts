import { waveMessage } from './wave-messages.ts';
import type { WaveRecord, WaveRecordState } from './wave-record.ts';

export type WaveCommandName = 'pause' | 'resume' | 'retry' | 'stop';

const FROM: Readonly<Record<WaveCommandName, readonly WaveRecordState[]>> = {
  pause: ['running'],
  resume: ['paused'],
  retry: ['failed'],
  stop: ['running', 'paused', 'failed'],
};
const TO: Readonly<Record<WaveCommandName, WaveRecordState>> = {
  pause: 'paused',
  resume: 'running',
  retry: 'running',
  stop: 'stopped',
};

export interface CommandDetails {
  readonly by: string;
  /** Milliseconds since the epoch by the API server's clock. */
  readonly now: number;
  /** The DaemonSet's generation as the person sees it, which a resumed wave takes for its own. */
  readonly generation: number;
  /** Who lends the wave their credentials from now on, '' for the server; only whoever lets it go on lends them. */
  readonly actor?: string;
}

/**
 * The record after a person's command, the same record when it is so already, or null when its state does not allow it.
 * A retry gives up the Nodes that failed: they hold no place any more and are not counted against the allowance again.
 */
export function commandWave(record: WaveRecord, command: WaveCommandName, details: CommandDetails): WaveRecord | null {
  if (record.state === TO[command]) return record;
  if (!FROM[command].includes(record.state)) return null;
  const { by, now } = details;
  switch (command) {
    case 'pause':
      return { ...record, state: 'paused', reason: waveMessage('wave.pausedBy', { by }) };
    case 'stop':
      return { ...record, state: 'stopped', endedAt: new Date(now).toISOString(), reason: waveMessage('wave.stoppedBy', { by }) };
    case 'resume':
    case 'retry':
      return running(record, command, details);
  }
}

/** The states from which the command is possible, in the words of the contract. */
export function statesBefore(command: WaveCommandName): readonly WaveRecordState[] {
  return FROM[command];
}

/**
 * A running wave whose user is no longer there, as everybody has to take it: paused until somebody lends it their own
 * credentials.
 */
export function waitForUser(record: WaveRecord): WaveRecord {
  return { ...record, state: 'paused', reason: waveMessage('wave.waitsForUser', { name: record.actor }) };
}

function running(record: WaveRecord, command: 'resume' | 'retry', { generation, actor = '' }: CommandDetails): WaveRecord {
  const given = command === 'retry' ? record.failed.length : 0;
  return {
    ...record,
    state: 'running',
    actor,
    endedAt: null,
    target: { ...record.target, generation },
    forgiven: record.forgiven + given,
    failed: command === 'retry' ? [] : record.failed,
    reason: waveMessage('wave.settling', { nodes: record.inFlight.length }),
  };
}
