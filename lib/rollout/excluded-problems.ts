import { modelMessage } from './message-codes.ts';
import { problemStep } from './problem-step.ts';
import type { ProjectNodeSelector } from './project-node-selector.ts';
import type { StepTarget } from './step-target.ts';
import type { Problem } from './summary.ts';

/**
 * Parts the Nodes without a Pod: those that a project node selector takes away are a problem of their own, since the
 * controller does not want a Pod there; `rest` is what remains to be explained, or null.
 */
export function excludedProblems(
  missing: Problem,
  finding: ProjectNodeSelector | null,
  target: Pick<StepTarget, 'namespace' | 'name'>,
): { readonly excluded: readonly Problem[]; readonly rest: Problem | null } {
  if (finding === null || finding.effect !== 'excludes' || finding.nodes === null) {
    return { excluded: [], rest: missing };
  }
  const { nodes, nodeCount, selector } = finding;
  const title = modelMessage('problem.selectorExcludes', { selector });
  const step = problemStep(title, { ...target, nodes, pods: [] });
  const excluded: Problem = {
    ...missing,
    title,
    nodes,
    nodeCount,
    slots: Math.min(missing.slots, nodeCount),
    message: null,
    ...step,
  };
  const away = new Set(nodes);
  const left = missing.nodeCount - nodeCount;
  const rest = { ...missing, nodes: missing.nodes.filter((node) => !away.has(node)), nodeCount: left };
  return { excluded: [excluded], rest: left > 0 ? rest : null };
}
