import { readArray, readIndex, readObject, readString, readStrings } from '#lib/feed/read-fields.ts';
import { WAVE_ORDERS, WAVE_STATES, type Wave, type WaveAnswer, type WaveSettings } from '#lib/feed/wave.ts';
import { oneOf } from './acts-answer.ts';
import { readMessage, readMessages } from './read-message.ts';

/** Reads the answer about a wave; throws FeedFormatError. */
export function readWaveAnswer(value: unknown): WaveAnswer {
  const fields = readObject(value, 'answer');
  return {
    wave: fields.wave === null || fields.wave === undefined ? null : readWave(fields.wave),
    ...(fields.plan === undefined ? {} : { plan: readPlan(fields.plan) }),
    kubectl: readString(fields.kubectl, 'answer.kubectl'),
  };
}

function readWave(value: unknown): Wave {
  const fields = readObject(value, 'wave');
  const text = (name: string) => readString(fields[name], `wave.${name}`);
  const textOrNull = (name: string) => (fields[name] === null ? null : text(name));
  const count = (name: string) => readIndex(fields[name], `wave.${name}`);
  return {
    id: text('id'),
    state: oneOf(WAVE_STATES, fields.state, 'wave.state'),
    settings: readSettings(fields.settings),
    startedAt: text('startedAt'),
    startedBy: text('startedBy'),
    endedAt: textOrNull('endedAt'),
    total: count('total'),
    done: count('done'),
    failed: count('failed'),
    inFlight: readArray(fields.inFlight, 'wave.inFlight').map((entry) => {
      const { node, since } = readObject(entry, 'wave.inFlight');
      return { node: readString(node, 'inFlight.node'), since: readString(since, 'inFlight.since') };
    }),
    next: readStrings(fields.next, 'wave.next'),
    reason: readMessage(fields.reason, 'wave.reason'),
    holder: textOrNull('holder'),
    renewedAt: textOrNull('renewedAt'),
  };
}

function readSettings(value: unknown): WaveSettings {
  const fields = readObject(value, 'settings');
  return {
    ...(fields.nodes === undefined ? {} : { nodes: readStrings(fields.nodes, 'settings.nodes') }),
    order: oneOf(WAVE_ORDERS, fields.order, 'settings.order'),
    size: typeof fields.size === 'number' ? fields.size : readString(fields.size, 'settings.size'),
    pauseSeconds: readIndex(fields.pauseSeconds, 'settings.pauseSeconds'),
    failuresAllowed: readIndex(fields.failuresAllowed, 'settings.failuresAllowed'),
    availableWithinSeconds: readIndex(fields.availableWithinSeconds, 'settings.availableWithinSeconds'),
    by: oneOf(['delete', 'eviction'] as const, fields.by, 'settings.by'),
  };
}

function readPlan(value: unknown): NonNullable<WaveAnswer['plan']> {
  const fields = readObject(value, 'plan');
  return {
    nodes: readStrings(fields.nodes, 'plan.nodes'),
    nodeCount: readIndex(fields.nodeCount, 'plan.nodeCount'),
    stepSize: readIndex(fields.stepSize, 'plan.stepSize'),
    steps: readIndex(fields.steps, 'plan.steps'),
    effects: readMessages(fields.effects, 'plan.effects'),
    warnings: readMessages(fields.warnings, 'plan.warnings'),
    confirmation: fields.confirmation === null ? null : readString(fields.confirmation, 'plan.confirmation'),
  };
}
