import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { REFUSAL_STEPS } from './refusal-steps.ts';
import { shellCommand } from './shell-command.ts';
import type { ProblemStep, Step, StepTarget } from './step-target.ts';

/** Empty, it asks for no Node selector, whatever the other annotations or the cluster's default say. */
const [NODE_SELECTOR_ANNOTATION] = NODE_SELECTOR_ANNOTATIONS;
const MOST_NAMES = 20;

const describePod: Step = (target) => ({ step: modelMessage('step.describePod', {}), command: onPod(target, ['describe']) });
const describeNode: Step = ({ nodes }) => ({
  step: modelMessage('step.describeNode', {}),
  command: onFirst(nodes, ['kubectl', 'describe', 'node']),
});
const podsOnNode: Step = ({ nodes: [node = ''] }) => ({
  step: modelMessage('step.podsOnNode', {}),
  command: shellCommand(['kubectl', 'get', 'pods', '-A', '-o', 'wide', `--field-selector=spec.nodeName=${node}`]),
});
const logs: Step = (target, { container = '' }) => ({
  step: modelMessage('step.logs', {}),
  command: onPod(target, ['logs', '--previous', `--container=${container}`]),
});
const image: Step = (target) => ({
  step: modelMessage('step.image', {}),
  command: onDaemonSet(target, ['rollout', 'undo']),
});
const deletePods: Step = (target) => ({ step: modelMessage('step.deletePods', {}), command: deletionOf(target) });
const forceDelete: Step = (target) => ({
  step: modelMessage('step.forceDelete', {}),
  command: deletionOf(target, ['--force', '--grace-period=0']),
});
const nothing: Step = () => ({ step: modelMessage('step.wait', {}), command: null });

const STEPS: Readonly<Record<string, Step>> = {
  'problem.insufficient': (target, { resources = '' }) => ({
    step: modelMessage('step.makeRoom', { resources: String(resources) }),
    command: describeNode(target, {}).command,
  }),
  'problem.untoleratedTaint': ({ nodes }, { taint = '' }) => ({
    step: modelMessage('step.tolerate', { taint: String(taint) }),
    command:
      taint === '' || nodes.length > MOST_NAMES
        ? null
        : shellCommand(['kubectl', 'taint', 'nodes'], [...nodes, `${String(taint).split('=')[0]}-`]),
  }),
  'problem.ports': podsOnNode,
  'problem.tooManyPods': podsOnNode,
  'problem.projectNodeSelector': projectNodeSelector,
  'problem.nodeAffinity': labelNodes,
  'problem.podAffinity': podsOnNode,
  'problem.noNodes': nothing,
  'problem.notScheduled': (_target, { scheduler = '' }) => ({
    step: modelMessage('step.scheduler', { scheduler: String(scheduler) }),
    command: null,
  }),
  'problem.image': image,
  'problem.imageName': image,
  'problem.configMissing': ({ namespace }, { kind = '', name = '' }) => ({
    step: modelMessage('step.createObject', { kind: String(kind), name: String(name), namespace }),
    command: shellCommand(['kubectl', 'get', String(kind).toLowerCase(), `--namespace=${namespace}`]),
  }),
  'problem.configKey': ({ namespace }, { kind = '', name = '', key = '' }) => ({
    step: modelMessage('step.addKey', { kind: String(kind), name: String(name), key: String(key) }),
    command: shellCommand(['kubectl', 'describe', `--namespace=${namespace}`], [`${String(kind).toLowerCase()}/${name}`]),
  }),
  'problem.runsAsRoot': (target) => ({ step: modelMessage('step.runAsUser', {}), command: onPod(target, ['describe']) }),
  'problem.crash': logs,
  'problem.killed': logs,
  'problem.signal': logs,
  'problem.exited': logs,
  'problem.outOfMemory': (target) => ({
    step: modelMessage('step.memoryLimit', {}),
    command: onPod(target, ['describe']),
  }),
  'problem.notReady': (target) => ({ step: modelMessage('step.probe', {}), command: onPod(target, ['describe']) }),
  'problem.startupProbe': (target) => ({ step: modelMessage('step.probe', {}), command: onPod(target, ['describe']) }),
  'problem.readinessGate': (target, { gates = '' }) => ({
    step: modelMessage('step.readinessGate', { gates: String(gates) }),
    command: onPod(target, ['describe']),
  }),
  'problem.evicted': (target, { resource = '' }) => ({
    step: modelMessage('step.evicted', { resource: String(resource) }),
    command: describeNode(target, {}).command,
  }),
  'problem.refusedByKubelet': describeNode,
  'problem.nodeNotReady': describeNode,
  'problem.finalizer': (target, { finalizers = '' }) => ({
    step: modelMessage('step.finalizer', { finalizers: String(finalizers) }),
    command: onPod(target, ['patch', '--type=merge', '--patch={"metadata":{"finalizers":null}}']),
  }),
  'problem.silentKubelet': (target, params) => ({ ...forceDelete(target, params), step: modelMessage('step.silentKubelet', {}) }),
  'problem.notEnding': forceDelete,
  'problem.terminating': nothing,
  'problem.minReady': nothing,
  'problem.initializing': describePod,
  'problem.missing': (target) => ({
    step: modelMessage('step.daemonSetEvents', {}),
    command: onDaemonSet(target, ['describe']),
  }),
  'problem.misscheduled': deletePods,
  'problem.mayStay': (target) => ({ step: modelMessage('step.mayStay', {}), command: deletionOf(target) }),
  'problem.untilReady': (target) => ({
    step: modelMessage('step.untilReady', {}),
    command: describeNode(target, {}).command,
  }),
  ...REFUSAL_STEPS,
};

/** The next step for a cause; what has none of its own sends the reader to the Pod's events. */
export function problemStep({ code, params }: Message, target: StepTarget): ProblemStep {
  return (STEPS[code] ?? describePod)(target, params);
}

function labelNodes(target: StepTarget): ProblemStep {
  const { nodes, labels = [], nodeCount = nodes.length } = target;
  if (labels.length === 0 || nodeCount > MOST_NAMES) return describePod(target, {});
  return {
    step: modelMessage('step.labelNodes', { labels: labels.join(', ') }),
    command: shellCommand(['kubectl', 'label', '--overwrite', 'nodes'], [...nodes, ...labels]),
  };
}

function projectNodeSelector(target: StepTarget): ProblemStep {
  const annotate = shellCommand(
    ['kubectl', 'annotate', '--overwrite', 'namespace'],
    [target.namespace, `${NODE_SELECTOR_ANNOTATION}=`],
  );
  const recreate = deletionOf(target);
  return {
    step: modelMessage('step.projectNodeSelector', { namespace: target.namespace }),
    command: annotate === null || recreate === null ? annotate : `${annotate} && ${recreate}`,
  };
}

function deletionOf({ namespace, pods }: StepTarget, flags: readonly string[] = []): string | null {
  if (pods.length === 0 || pods.length > MOST_NAMES) {
    return null;
  }
  return shellCommand(['kubectl', 'delete', 'pod', ...flags, `--namespace=${namespace}`], pods);
}

function onPod({ namespace, pods: [pod] }: StepTarget, [verb = '', ...flags]: readonly string[]): string | null {
  if (pod === undefined) {
    return null;
  }
  return shellCommand(['kubectl', verb, `--namespace=${namespace}`, ...flags], [`pod/${pod}`]);
}

function onDaemonSet({ namespace, name }: StepTarget, verb: readonly string[]): string | null {
  return shellCommand(['kubectl', ...verb, `--namespace=${namespace}`], [`daemonset/${name}`]);
}

function onFirst(names: readonly string[], program: readonly string[]): string | null {
  return shellCommand(program, names.slice(0, 1));
}
