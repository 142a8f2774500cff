import { ACT_NAMES, type ActAnswer, type ActObject, type ActPlan, type ActResult } from '#lib/feed/act.ts';
import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { readArray, readIndex, readObject, readString, readStrings } from '#lib/feed/read-fields.ts';
import { readMessages } from './read-message.ts';

const KINDS = ['DaemonSet', 'Pod', 'Node', 'Namespace'] as const;
const OUTCOMES = ['done', 'alreadyDone', 'wouldDo', 'refused', 'failed', 'waiting', 'notTried'] as const;

/** Reads the answer to an act; throws FeedFormatError, so that no dialog shows half a plan. */
export function readActAnswer(value: unknown): ActAnswer {
  const fields = readObject(value, 'answer');
  return {
    act: oneOf(ACT_NAMES, fields.act, 'answer.act'),
    dryRun: fields.dryRun === true,
    kubectl: readString(fields.kubectl, 'answer.kubectl'),
    plan: readPlan(fields.plan),
    results: readArray(fields.results, 'answer.results').map(readResult),
  };
}

function readPlan(value: unknown): ActPlan {
  const fields = readObject(value, 'plan');
  return {
    objects: readArray(fields.objects, 'plan.objects').map(readActObject),
    objectCount: readIndex(fields.objectCount, 'plan.objectCount'),
    nodes: readStrings(fields.nodes, 'plan.nodes'),
    nodeCount: readIndex(fields.nodeCount, 'plan.nodeCount'),
    effects: readMessages(fields.effects, 'plan.effects'),
    warnings: readMessages(fields.warnings, 'plan.warnings'),
    confirmation: fields.confirmation === null ? null : readString(fields.confirmation, 'plan.confirmation'),
    fingerprint: readString(fields.fingerprint, 'plan.fingerprint'),
  };
}

function readActObject(value: unknown): ActObject {
  const fields = readObject(value, 'object');
  return {
    kind: oneOf(KINDS, fields.kind, 'object.kind'),
    name: readString(fields.name, 'object.name'),
    uid: readString(fields.uid, 'object.uid'),
    ...(typeof fields.namespace === 'string' ? { namespace: fields.namespace } : {}),
    ...(typeof fields.node === 'string' ? { node: fields.node } : {}),
  };
}

function readResult(value: unknown): ActResult {
  const fields = readObject(value, 'result');
  return {
    kind: oneOf(KINDS, fields.kind, 'result.kind'),
    name: readString(fields.name, 'result.name'),
    uid: readString(fields.uid, 'result.uid'),
    outcome: oneOf(OUTCOMES, fields.outcome, 'result.outcome'),
    message: readString(fields.message, 'result.message'),
  };
}

/** The value as one of the known words; throws FeedFormatError. */
export function oneOf<Word extends string>(known: readonly Word[], value: unknown, where: string): Word {
  const found = known.find((word) => word === value);
  if (found === undefined) throw new FeedFormatError(where, `none of ${known.join(', ')}`);
  return found;
}
