import { NODE_SELECTOR_ANNOTATIONS } from '#lib/kubernetes/namespace.ts';
import { hasLabels, selectorLabels, selectorText } from './node-selector-text.ts';
import { compareText } from './pod-order.ts';
import { shellCommand } from './shell-command.ts';

const [UPSTREAM, OPENSHIFT] = NODE_SELECTOR_ANNOTATIONS;
const NODES_SHOWN = 100;

/**
 * What a Namespace's node selector does to a DaemonSet: its Pods stay `pending` on the Nodes that do not match, are
 * `refused` because the template asks for something else, or the controller `excludes` those Nodes, as OpenShift's does.
 * `unknown`: there is no Pod to tell it by; `harmless`: every eligible Node matches.
 */
export type SelectorEffect = 'pending' | 'refused' | 'excludes' | 'unknown' | 'harmless';

/** A node selector that is not the template's. */
export interface ProjectNodeSelector {
  /** The annotation that it comes from; null: none has it, so it must be the cluster's default, which cannot be read. */
  readonly annotation: string | null;
  readonly selector: string;
  readonly effect: SelectorEffect;
  /** Eligible Nodes that it takes away, first 100 by name; null when the selector is more than a list of `key=value`. */
  readonly nodes: readonly string[] | null;
  readonly nodeCount: number;
  readonly eligible: number;
  /** Makes the Namespace ask for none; null when its name cannot be passed to a shell. */
  readonly command: string | null;
}

/** What the finding is made from. */
export interface ProjectSelectorInput {
  readonly namespace: string;
  /** The Namespace's annotations that name a node selector, by name. */
  readonly annotations: ReadonlyMap<string, string>;
  /** What admission has added to the `nodeSelector` of a Pod of the newest template; null: there is no such Pod. */
  readonly added: Readonly<Record<string, string>> | null;
  /** True when Pods were refused because both selectors contradict each other. */
  readonly conflicts: boolean;
  /** Eligible Nodes with their labels, and whether they have no Pod. */
  readonly eligible: readonly {
    readonly node: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly missing: boolean;
  }[];
}

/**
 * The node selector that a Namespace or the cluster adds, and what it does; null when there is none, or Pods show that
 * none is in force. The upstream annotation decides over OpenShift's, even empty.
 * Mirrors kubernetes/kubernetes plugin/pkg/admission/podnodeselector/admission.go, v1.36, and OpenShift's apiserver-library-go
 * and DaemonSet controller patch.
 */
export function projectNodeSelector(input: ProjectSelectorInput): ProjectNodeSelector | null {
  const { annotations, added, conflicts, namespace } = input;
  const annotation = [UPSTREAM, OPENSHIFT].find((name) => annotations.has(name)) ?? null;
  const written = annotation === null ? '' : (annotations.get(annotation) ?? '');
  const isAdded = added !== null && Object.keys(added).length > 0;
  if (!isAdded && !conflicts && (written.trim() === '' || added !== null)) {
    return null;
  }
  const labels = written.trim() === '' ? added : selectorLabels(written);
  const away = labels === null ? null : input.eligible.filter((one) => !hasLabels(one.labels, labels));
  return {
    annotation: written.trim() === '' ? null : annotation,
    selector: written.trim() === '' ? selectorText(added ?? {}) : written,
    effect: effectOf({ conflicts, isAdded, away }),
    nodes: away === null ? null : names(away),
    nodeCount: away?.length ?? 0,
    eligible: input.eligible.length,
    command: shellCommand(['kubectl', 'annotate', '--overwrite', 'namespace'], [namespace, `${UPSTREAM}=`]),
  };
}

function effectOf({
  conflicts,
  isAdded,
  away,
}: {
  readonly conflicts: boolean;
  readonly isAdded: boolean;
  readonly away: readonly { readonly missing: boolean }[] | null;
}): SelectorEffect {
  if (conflicts) {
    return 'refused';
  }
  if (!isAdded || away === null) {
    return isAdded ? 'pending' : 'unknown';
  }
  if (away.length === 0) {
    return 'harmless';
  }
  return away.every(({ missing }) => missing) ? 'excludes' : 'pending';
}

function names(nodes: readonly { readonly node: string }[]): readonly string[] {
  return nodes
    .map(({ node }) => node)
    .sort(compareText)
    .slice(0, NODES_SHOWN);
}
