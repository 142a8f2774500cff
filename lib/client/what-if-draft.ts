import type { Toleration } from '#lib/kubernetes/pod.ts';
import type { NodeChange } from '#lib/rollout/what-if-change.ts';

/** One requirement of a node selector term. */
export interface DraftRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface DraftTerm {
  readonly matchExpressions?: readonly DraftRequirement[];
  readonly matchFields?: readonly DraftRequirement[];
}

/** What of a template decides placement, in the API's own shape; the server says what is wrong with it. */
export interface DraftScheduling {
  readonly nodeSelector?: Readonly<Record<string, string>> | null;
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly DraftTerm[] } | null;
    } | null;
  } | null;
  readonly tolerations?: readonly Toleration[] | null;
}

/** A change that is looked at and not made: members of the template that are replaced, and changes of Nodes. */
export interface WhatIfDraft {
  readonly template: DraftScheduling;
  readonly changes: readonly NodeChange[];
}

export const EMPTY_DRAFT: WhatIfDraft = { template: {}, changes: [] };

/** Longer ones stay in this tab: not every proxy takes a longer address. */
const MOST_CHARACTERS = 1_800;

/** The draft as it stands in the address of the page, or null when it is too long for one. */
export function draftText({ template, changes }: WhatIfDraft): string | null {
  const parts = { ...(Object.keys(template).length > 0 ? { template } : {}), ...(changes.length > 0 ? { changes } : {}) };
  const text = JSON.stringify(parts);
  return text.length > MOST_CHARACTERS ? null : text;
}

/** Reads a draft from an address, which anybody may have made up: what has another form is left out, the server judges the rest. */
export function readDraft(text: string): WhatIfDraft {
  const { template, changes } = recordOr(parsed(text));
  const { nodeSelector, affinity, tolerations } = recordOr(template);
  return {
    template: {
      ...(isRecordOrNull(nodeSelector) ? { nodeSelector: strings(nodeSelector) } : {}),
      ...(isRecordOrNull(affinity) ? { affinity: affinity as DraftScheduling['affinity'] } : {}),
      ...(Array.isArray(tolerations) ? { tolerations: tolerations.map(recordOr) } : {}),
    },
    changes: Array.isArray(changes) ? changes.map(readChange) : [],
  };
}

function readChange(value: unknown): NodeChange {
  const { nodes, labels, taints } = recordOr(value);
  const text = (part: unknown) => (typeof part === 'string' ? part : '');
  return {
    nodes: Array.isArray(nodes) ? nodes.map(text) : [],
    labels: Object.fromEntries(
      Object.entries(recordOr(labels)).map(([key, label]) => [key, label === null ? null : text(label)]),
    ),
    taints: (Array.isArray(taints) ? taints : []).map(recordOr).map(({ key, value: taint, effect, remove }) => {
      return { key: text(key), value: text(taint), effect: text(effect), remove: remove === true };
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return {};
  }
}

function strings(value: Readonly<Record<string, unknown>> | null): Readonly<Record<string, string>> | null {
  return value === null ? null : Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

function isRecordOrNull(value: unknown): value is Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && !Array.isArray(value);
}

function recordOr(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
