import 'server-only';
import { createHash } from 'node:crypto';
import type { ActAnswer, ActPlan, ActRequest, ActResult } from '#lib/feed/act.ts';
import type { PlannedAct } from '#lib/rollout/act-plan.ts';
import { modelMessage } from '#lib/rollout/message-codes.ts';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import { quoted, Refusal } from '#lib/server/http/refusal.ts';
import { forgetRights, identityOf, isAllowed } from './access-reviews.ts';
import type { ActStep, PreparedAct } from './act-step.ts';
import type { Actor } from './actor.ts';
import { announceAct, auditAct } from './audit-act.ts';
import { prepareAct } from './prepare-act.ts';
import { type ActPlace, missingRight, rightsOfRequest } from './rights.ts';
import { runSteps, type StepResult } from './run-steps.ts';
import type { Scene } from './scene.ts';

const SHOWN = 100;
/** A dry run of hundreds of Pods asks about some of them: they differ in nothing that the API server checks. */
const MOST_CHECKED = 20;

/** Looks the act up, and carries it out unless it is a dry run. Throws Refusal when nothing was done. */
export async function performAct(scene: Scene, asked: ActRequest): Promise<ActAnswer> {
  const prepared = await prepareAct(scene, asked);
  const { plan } = prepared;
  const fingerprint = fingerprintOf(asked, plan);
  if (asked.dryRun) return answerOf(asked, prepared, await rehearse(scene, prepared));
  if (asked.plan !== undefined && asked.plan !== fingerprint)
    throw new Refusal('target.changed', 'What the act would do has changed since the plan was made; look again.', {
      field: 'plan',
    });
  if (!plan.already && plan.confirmation !== null && asked.confirm !== plan.confirmation)
    throw new Refusal('confirmation.required', `confirm must be the name ${quoted(plan.confirmation)}.`, { field: 'confirm' });
  const results = plan.already ? plan.objects.map(alreadySo) : await carryOut(scene, asked, prepared);
  return answerOf(asked, prepared, { results, checked: null });
}

/** Throws Refusal that names each right that the caller lacks. */
export async function requireRights(actor: Actor, asked: ActRequest, place: ActPlace): Promise<void> {
  const questions = rightsOfRequest(asked, place);
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

async function rehearse(scene: Scene, { plan, steps }: PreparedAct): Promise<Ended> {
  if (plan.already) return { results: plan.objects.map(alreadySo), checked: null };
  const sample = sampleOf(steps);
  const results = await runSteps(sample, true);
  requireSomething(scene, results);
  return { results, checked: sample.length < steps.length ? sample.length : null };
}

async function carryOut(scene: Scene, asked: ActRequest, { kubectl, steps }: PreparedAct): Promise<readonly ActResult[]> {
  const who = await identityOf(scene.actor.operations).then(
    ({ username }) => username,
    (thrown: unknown) => (isKubernetesApiError(thrown) ? 'unknown' : Promise.reject(thrown)),
  );
  const results = await runSteps(steps, false);
  const carriedOut = { scene, asked, who, kubectl, results };
  auditAct(carriedOut);
  requireSomething(scene, results);
  if (results.length > 0) await announceAct(carriedOut);
  return results;
}

/** When every object was refused for one reason, that is the answer. Throws it. */
function requireSomething({ actor }: Scene, results: readonly StepResult[]): void {
  const refusals = results.flatMap(({ refusal }) => refusal ?? []);
  const [first] = refusals;
  if (refusals.some(({ code }) => code === 'rbac.forbidden')) forgetRights(actor.operations);
  const isWhole =
    first !== undefined && results.every(({ outcome, refusal }) => outcome === 'notTried' || refusal?.code === first.code);
  const isClear = first?.code === 'rbac.forbidden' || (results.length === 1 && first?.code !== 'upstream.rejected');
  if (isWhole && isClear) throw first;
}

function answerOf(asked: ActRequest, { plan, kubectl }: PreparedAct, { results, checked }: Ended): ActAnswer {
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

function fingerprintOf(asked: ActRequest, { basis, confirmation }: PlannedAct): string {
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
