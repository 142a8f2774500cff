import type { DaemonSet, PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { compileNodeAffinity, labelOf } from './node-affinity.ts';
import type { Placement, PlacementReason } from './placement-reason.ts';
import { isExcluding, untoleratedTaints } from './taints.ts';
import { daemonTolerations, type TolerationOptions } from './tolerations.ts';

export type PlacementOptions = TolerationOptions;

/** One template, prepared to be asked about many Nodes. */
export type PlacementOfNode = (node: Node) => Placement;

const ELIGIBLE: Placement = { shouldRun: true, shouldContinueRunning: true, reasons: [] };

/**
 * The controller's verdict for one Node and one DaemonSet, with every fact that speaks against it.
 * Looks at the template and at the Node's name, labels and taints, at nothing else.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, v1.36.
 */
export function placementOf(node: Node, daemonSet: Pick<DaemonSet, 'spec'>, options: PlacementOptions = {}): Placement {
  return compilePlacement(daemonSet.spec.template, options)(node);
}

/** Prepares a template once, so that each Node costs little; see `placementOf`. */
export function compilePlacement(template: PodTemplateSpec, options: PlacementOptions = {}): PlacementOfNode {
  const spec = template.spec;
  const wantedName = spec.nodeName ?? '';
  const wantedLabels = Object.entries(spec.nodeSelector ?? {}).map(([key, wanted]) => ({ key, wanted: wanted ?? '' }));
  const affinityFailures = compileNodeAffinity(spec.affinity?.nodeAffinity);
  const tolerations = daemonTolerations(spec);
  return (node) => {
    const reasons: PlacementReason[] = [];
    if (wantedName !== '' && wantedName !== node.metadata.name) {
      reasons.push({ code: 'nodeName', wanted: wantedName, found: node.metadata.name });
    }
    for (const { key, wanted } of wantedLabels) {
      const found = labelOf(node, key);
      if (found !== wanted) {
        reasons.push({ code: 'nodeSelector', key, wanted, found: found ?? null });
      }
    }
    reasons.push(...affinityFailures(node));
    const selected = reasons.length === 0;
    for (const { key, value, effect } of untoleratedTaints(node.spec.taints ?? [], tolerations, options)) {
      if (isExcluding(effect)) {
        reasons.push({ code: 'taint', key, value: value ?? '', effect });
      }
    }
    if (reasons.length === 0) {
      return ELIGIBLE;
    }
    return { shouldRun: false, shouldContinueRunning: selected && !reasons.some(isNoExecute), reasons };
  };
}

function isNoExecute(reason: PlacementReason): boolean {
  return reason.code === 'taint' && reason.effect === 'NoExecute';
}
