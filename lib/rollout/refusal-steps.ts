import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { type Nanos, quantityText, readQuantity } from '#lib/kubernetes/quantity.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { shellCommand } from './shell-command.ts';
import type { ProblemStep, Step, StepTarget } from './step-target.ts';

/** What to do about Pods that were refused before they existed, by cause. */
export const REFUSAL_STEPS: Readonly<Record<string, Step>> = {
  'problem.quota': raiseQuota,
  'problem.quotaNeeds': ({ namespace }, { quota = '' }) => ({
    step: modelMessage('step.quotaNeeds', {}),
    command: shellCommand(['kubectl', 'describe', 'quota', `--namespace=${namespace}`], [String(quota)]),
  }),
  'problem.quotaScope': ({ namespace }) => ({
    step: modelMessage('step.quotaScope', { namespace }),
    command: shellCommand(['kubectl', 'describe', 'quota', `--namespace=${namespace}`]),
  }),
  'problem.webhook': (_target, { webhook = '' }) => ({
    step: modelMessage('step.webhook', { webhook: String(webhook) }),
    command: WEBHOOKS,
  }),
  'problem.webhookSilent': (_target, { webhook = '' }) => ({
    step: modelMessage('step.webhookSilent', { webhook: String(webhook) }),
    command: WEBHOOKS,
  }),
  'problem.admissionPolicy': (_target, { policy = '' }) => ({
    step: modelMessage('step.admissionPolicy', { policy: String(policy) }),
    command: shellCommand(['kubectl', 'describe', 'validatingadmissionpolicy'], [String(policy)]),
  }),
  'problem.podSecurity': ({ namespace }) => ({
    step: modelMessage('step.podSecurity', { namespace }),
    command: shellCommand(['kubectl', 'get', 'namespace', '--show-labels'], [namespace]),
  }),
  'problem.securityContext': ({ namespace, name }) => ({
    step: modelMessage('step.securityContext', {}),
    command: shellCommand(['kubectl', 'describe', `--namespace=${namespace}`], [`daemonset/${name}`]),
  }),
  'problem.limitRange': ({ namespace }) => ({
    step: modelMessage('step.limitRange', { namespace }),
    command: shellCommand(['kubectl', 'describe', 'limitrange', `--namespace=${namespace}`]),
  }),
  'problem.serviceAccount': ({ namespace }, { name = '' }) => ({
    step: modelMessage('step.serviceAccount', { name: String(name) }),
    command: shellCommand(['kubectl', 'create', 'serviceaccount', `--namespace=${namespace}`], [String(name)]),
  }),
  'problem.priorityClass': (_target, { name = '' }) => ({
    step: modelMessage('step.priorityClass', { name: String(name) }),
    command: shellCommand(['kubectl', 'get', 'priorityclass']),
  }),
  'problem.runtimeClass': (_target, { name = '' }) => ({
    step: modelMessage('step.runtimeClass', { name: String(name) }),
    command: shellCommand(['kubectl', 'get', 'runtimeclass']),
  }),
  'problem.nodeSelectorConflict': ({ namespace }) => ({
    step: modelMessage('step.nodeSelectorConflict', { namespace }),
    command: emptySelector(namespace),
  }),
  'problem.selectorWhitelist': ({ namespace }) => ({
    step: modelMessage('step.selectorWhitelist', { namespace }),
    command: shellCommand(['kubectl', 'describe', 'namespace'], [namespace]),
  }),
  'problem.tolerationsWhitelist': ({ namespace }) => ({
    step: modelMessage('step.tolerationsWhitelist', { namespace }),
    command: shellCommand(
      ['kubectl', 'annotate', 'namespace'],
      [namespace, 'scheduler.alpha.kubernetes.io/tolerationsWhitelist-'],
    ),
  }),
  'problem.selectorExcludes': ({ namespace }) => ({
    step: modelMessage('step.selectorExcludes', { namespace }),
    command: emptySelector(namespace),
  }),
  'problem.namespaceEnding': () => ({ step: modelMessage('step.wait', {}), command: null }),
  'problem.invalidPod': describeDaemonSet,
  'problem.refused': describeDaemonSet,
};

const WEBHOOKS = shellCommand(['kubectl', 'get', 'validatingwebhookconfigurations,mutatingwebhookconfigurations']);

/** With what the quota needs to allow for every Node that lacks its Pod; where that cannot be told, what it says. */
function raiseQuota(target: StepTarget, { quota = '', requested = '', used = '' }: Message['params']): ProblemStep {
  const { namespace, nodes, nodeCount = nodes.length } = target;
  const step = modelMessage('step.quota', { quota: String(quota) });
  const taken = amountsIn(String(used));
  const hard = [...amountsIn(String(requested))].map(
    ([resource, each]) =>
      [
        resource,
        quantityText(resource.replace(/^(?:requests|limits)\./, ''), (taken.get(resource) ?? 0n) + each * BigInt(nodeCount)),
      ] as const,
  );
  const flags = [`--namespace=${namespace}`];
  if (hard.length === 0 || nodeCount === 0)
    return { step, command: shellCommand(['kubectl', 'describe', 'quota', ...flags], [String(quota)]) };
  const patch = JSON.stringify({ spec: { hard: Object.fromEntries(hard) } });
  return {
    step,
    command: shellCommand(['kubectl', 'patch', 'quota', ...flags, '--type=merge', `--patch=${patch}`], [String(quota)]),
  };
}

/** `pods=1, requests.memory=1Gi`; nothing of what is no list of amounts. */
function amountsIn(text: string): ReadonlyMap<string, Nanos> {
  const amounts = text.split(', ').map((part) => /^([A-Za-z0-9./-]+)=(\S+)$/.exec(part));
  const read = amounts.map((found) => [found?.[1] ?? '', readQuantity(found?.[2] ?? '').nanos] as const);
  return new Map(read.every(([, nanos]) => nanos !== null) ? read.map(([resource, nanos]) => [resource, nanos ?? 0n]) : []);
}

function describeDaemonSet({ namespace, name }: Parameters<Step>[0]): ReturnType<Step> {
  return {
    step: modelMessage('step.refused', {}),
    command: shellCommand(['kubectl', 'describe', `--namespace=${namespace}`], [`daemonset/${name}`]),
  };
}

/** Empty, the upstream annotation asks for no node selector, whatever the other annotations or the cluster's default say. */
function emptySelector(namespace: string): string | null {
  const [annotation] = NODE_SELECTOR_ANNOTATIONS;
  return shellCommand(['kubectl', 'annotate', '--overwrite', 'namespace'], [namespace, `${annotation}=`]);
}
