import 'server-only';
import { createHash } from 'node:crypto';
import type { ActAnswer, ActPlan, ActRequest, ActResult, NodeActRequest } from '#lib/feed/act.ts';
import type { PlannedAct } from '#lib/rollout/act-plan.ts';
import { modelMessage } from '#lib/rollout/message-codes.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import { quoted, Refusal } from '#lib/server/http/refusal.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { forgetRights, identityOf, isAllowed } from './access-reviews.ts';
import type { ActStep, PreparedAct } from './act-step.ts';
import type { Actor } from './actor.ts';
import { type ActSubject, auditAct, type CarriedOut } from './audit-act.ts';
import { missingRight } from './rights.ts';
import { runSteps, type StepResult } from './run-steps.ts';
import type { Ground } from './scene.ts';

const SHOWN = 100;
/** A dry run of hundreds of Pods asks about some of them: they differ in nothing that the API server checks. */
const MOST_CHECKED = 20;

type Asked = ActRequest | NodeActRequest;

/** Where an act takes place: what is particular to what it is about. */
export interface ActStage {
  readonly ground: Ground;
  readonly subject: ActSubject;
  /** Looks up what the act would do; sends no write. Throws Refusal and KubernetesApiError. */
  readonly prepare: () => Promise<PreparedAct>;
  /** Tells the cluster that it was carried out. */
  readonly announce?: (carriedOut: CarriedOut) => Promise<void>;
}

/** Looks the act up, and carries it out unless it is a dry run. Throws Refusal when nothing was done. */
export async function performAct(stage: ActStage, asked: Asked): Promise<ActAnswer> {
  const prepared = await stage.prepare();
  const { plan } = prepared;
  const fingerprint = fingerprintOf(asked, plan);
  if (asked.dryRun) return answerOf(asked, prepared, await rehearse(stage.ground, prepared));
  if (asked.plan !== undefined && asked.plan !== fingerprint)
    throw new Refusal('target.changed', 'What the act would do has changed since the plan was made; look again.', {
      field: 'plan',
    });
  if (!plan.already && plan.confirmation !== null && asked.confirm !== plan.confirmation)
    throw new Refusal('confirmation.required', `confirm must be the name ${quoted(plan.confirmation)}.`, { field: 'confirm' });
  const results = plan.already ? plan.objects.map(alreadySo) : await carryOut(stage, asked, prepared);
  return answerOf(asked, prepared, { results, checked: null });
}

/** Throws Refusal that names each right that the caller lacks. */
export async function requireRights(actor: Actor, questions: readonly AccessQuestion[]): Promise<void> {
  const allowed = await Promise.all(questions.map((question) => isAllowed(actor.operations, question)));
  const missing = questions.filter((_, index) => allowed[index] !== true).map(missingRight);
  if (missing.length === 0) return;
  const { username } = await identityOf(actor.operations);
  const rights = missing.map(
    ({ verb, resource, namespace }) => `${verb} ${resource}${namespace === null ? '' : ` in ${namespace}`}`,
  );
  throw new Refusal('rbac.forbidden', `${username.slice(0, 100)} may not ${rights.join(', ')}.`, { field: 'act' });
}

interface Ended {
  readonly results: readonly ActResult[];
  readonly checked: number | null;
}

async function rehearse(ground: Ground, { plan, steps }: PreparedAct): Promise<Ended> {
  if (plan.already) return { results: plan.objects.map(alreadySo), checked: null };
  const sample = sampleOf(steps);
  const results = await runSteps(sample, true);
  requireSomething(ground, results);
  return { results, checked: sample.length < steps.length ? sample.length : null };
}

async function carryOut(stage: ActStage, asked: Asked, { kubectl, steps }: PreparedAct): Promise<readonly ActResult[]> {
  const { ground, subject } = stage;
  const who = await identityOf(ground.actor.operations).then(
    ({ username }) => username,
    (thrown: unknown) => (isKubernetesApiError(thrown) ? 'unknown' : Promise.reject(thrown)),
  );
  const results = await runSteps(steps, false);
  const carriedOut = { ground, subject, asked, who, kubectl, results };
  auditAct(carriedOut);
  requireSomething(ground, results);
  if (results.length > 0) await stage.announce?.(carriedOut);
  return results;
}

/** When every object was refused for one reason, that is the answer. Throws it. */
function requireSomething({ actor }: Ground, results: readonly StepResult[]): void {
  const refusals = results.flatMap(({ refusal }) => refusal ?? []);
  const [first] = refusals;
  if (refusals.some(({ code }) => code === 'rbac.forbidden')) forgetRights(actor.operations);
  const isWhole =
    first !== undefined && results.every(({ outcome, refusal }) => outcome === 'notTried' || refusal?.code === first.code);
  const isClear = first?.code === 'rbac.forbidden' || (results.length === 1 && first?.code !== 'upstream.rejected');
  if (isWhole && isClear) throw first;
}

function answerOf(asked: Asked, { plan, kubectl }: PreparedAct, { results, checked }: Ended): ActAnswer {
  const count = plan.objects.length;
  const effects = checked === null ? plan.effects : [...plan.effects, modelMessage('act.checked', { checked, count })];
  const shown: ActPlan = {
    objects: plan.objects.slice(0, SHOWN),
    objectCount: count,
    nodes: plan.nodes.slice(0, SHOWN),
    nodeCount: plan.nodes.length,
    effects,
    warnings: plan.warnings,
    confirmation: plan.already ? null : plan.confirmation,
    fingerprint: fingerprintOf(asked, plan),
  };
  const outward = results.map(({ kind, name, uid, outcome, message }) => ({ kind, name, uid, outcome, message }));
  return { act: asked.act, dryRun: asked.dryRun === true, kubectl, plan: shown, results: outward };
}

function fingerprintOf(asked: Asked, { basis, confirmation }: PlannedAct): string {
  const { dryRun: _dryRun, confirm: _confirm, plan: _plan, requestId: _requestId, ...act } = asked;
  const members = Object.entries(act).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([members, basis, confirmation !== null]))
    .digest('base64url');
}

/** Spread over all of them. */
function sampleOf(steps: readonly ActStep[]): readonly ActStep[] {
  if (steps.length <= MOST_CHECKED) return steps;
  return Array.from({ length: MOST_CHECKED }, (_, index) => steps[Math.floor((index * steps.length) / MOST_CHECKED)]).flatMap(
    (step) => step ?? [],
  );
}

function alreadySo({ kind, name, uid }: PlannedAct['objects'][number]): ActResult {
  return { kind, name, uid, outcome: 'alreadyDone', message: 'It is so already.' };
}
