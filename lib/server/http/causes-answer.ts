import 'server-only';
import type { CausesAnswer } from '#lib/feed/causes.ts';
import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { createFailures, createProblems } from '#lib/rollout/create-problems.ts';
import { type Evidence, evidenceOf, needsEvidence } from '#lib/rollout/evidence.ts';
import { excludedProblems } from '#lib/rollout/excluded-problems.ts';
import { addedLabels } from '#lib/rollout/node-selector-text.ts';
import { type ProjectSelectorInput, projectNodeSelector } from '#lib/rollout/project-node-selector.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { eventRows } from './event-rows.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { unlessRefused } from './unless-refused.ts';

/**
 * What the rollout's model cannot see: events about the DaemonSet itself, above all Pods that were refused before they
 * existed, node selectors of its Namespace, and the events of a few Pods in trouble. Throws KubernetesApiError when the
 * DaemonSet's events may not be read by the caller; what else may not be read is left out.
 */
export async function causesAnswer(found: FoundDaemonSet, operations: ReadOperations): Promise<CausesAnswer> {
  const { hub, daemonSet, detail } = found;
  const { name, uid, namespace = '' } = daemonSet.metadata;
  const now = hub.clusterNow();
  const [objects, annotated, added, evidence] = await Promise.all([
    operations.listEvents({ kind: 'DaemonSet', name, namespace, uid }),
    annotationsOf(namespace, operations),
    addedSelector(found, operations),
    evidenceFor(found, operations),
  ]);
  const events = eventRows(objects);
  const failures = createFailures(events, now);
  const finding = projectNodeSelector({
    namespace,
    annotations: new Map(annotated.annotations.map((annotation) => [annotation.name, annotation.selector])),
    added,
    conflicts: failures.some(({ cause }) => cause.code === 'problem.nodeSelectorConflict'),
    eligible: eligibleNodes(found),
  });
  const missing = detail.problems.find(({ title }) => title.code === 'problem.missing');
  const target = { namespace, name };
  const split = missing === undefined ? null : excludedProblems(missing, finding, target);
  const rest = split?.rest ?? null;
  return {
    asOf: new Date(now).toISOString(),
    events,
    projectNodeSelector: { ...annotated, finding },
    problems: [...(split?.excluded ?? []), ...(rest === null ? [] : createProblems(rest, failures, target))],
    evidence,
  };
}

async function annotationsOf(namespace: string, operations: ReadOperations) {
  const read = async () => {
    const { annotations = {} } = (await operations.getNamespace(namespace)).metadata;
    const present = NODE_SELECTOR_ANNOTATIONS.filter((annotation) => Object.hasOwn(annotations, annotation));
    return { annotations: present.map((name) => ({ name, selector: annotations[name] ?? '' })), problem: null };
  };
  return unlessRefused(read(), ({ message }) => ({ annotations: [], problem: message }));
}

/** What admission has added to a Pod of the newest template; null when there is no such Pod to look at. */
async function addedSelector(
  { hub, uid, daemonSet }: FoundDaemonSet,
  operations: ReadOperations,
): Promise<ProjectSelectorInput['added']> {
  let newest: { readonly namespace: string; readonly name: string; readonly createdAt: string } | undefined;
  for (const node of hub.rollout.nodes().keys()) {
    for (const pod of hub.rollout.nodeRollout(uid, node)?.pods ?? []) {
      if (pod.updated && pod.terminatingUntil === null && (newest === undefined || pod.createdAt > newest.createdAt))
        newest = pod;
    }
  }
  if (newest === undefined) return null;
  const pod = await unlessRefused(operations.getPod(newest.namespace, newest.name), () => null);
  return pod === null ? null : addedLabels(pod.spec.nodeSelector ?? {}, daemonSet.spec.template.spec.nodeSelector ?? {});
}

function eligibleNodes({ hub, uid }: FoundDaemonSet): ProjectSelectorInput['eligible'] {
  return [...hub.rollout.nodes()].flatMap(([node, { metadata }]) => {
    const rollout = hub.rollout.nodeRollout(uid, node);
    return rollout?.placement.shouldRun === true
      ? [{ node, labels: metadata.labels ?? {}, missing: rollout.state === 'missing' }]
      : [];
  });
}

async function evidenceFor({ detail }: FoundDaemonSet, operations: ReadOperations): Promise<readonly Evidence[]> {
  const found = await Promise.all(
    needsEvidence(detail.problems).map(async (problem) => {
      const target = { kind: 'Pod', name: problem.pod, namespace: detail.namespace } as const;
      const events = await unlessRefused(operations.listEvents(target), () => []);
      return evidenceOf(problem, eventRows(events));
    }),
  );
  return found.filter((evidence) => evidence !== null);
}
