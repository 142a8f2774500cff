import { parseDocument, stringify } from 'yaml';
import { correctedManifest } from '#lib/kubernetes/removed-api.ts';
import type { DraftScheduling } from './what-if-draft.ts';

/** What a text of YAML or JSON says about placement. */
export type ReadScheduling =
  | {
      readonly kind: 'scheduling';
      readonly scheduling: DraftScheduling;
      /** The manifest as it is right today, when one of a removed API version was pasted. */
      readonly corrected: { readonly from: string; readonly manifest: string } | null;
    }
  | { readonly kind: 'problem'; readonly line: number | null; readonly message: string };

/** The largest text that is read: aliases in a small one may not grow into a large one either. */
const MOST_CHARACTERS = 64 * 1024;
const MOST_ALIASES = 50;
const MEMBERS = ['nodeSelector', 'affinity', 'tolerations'] as const;

/** What decides placement as YAML, in the order in which a Pod spec has it; what is absent is shown empty. */
export function schedulingText({ nodeSelector, affinity, tolerations }: DraftScheduling): string {
  return stringify({ nodeSelector: nodeSelector ?? {}, affinity: affinity ?? {}, tolerations: tolerations ?? [] });
}

/**
 * Reads `{nodeSelector, affinity, tolerations}`, or a whole manifest of which only these count, one of an API version that
 * Kubernetes has removed too. All three are replaced: what the text lacks is taken away.
 */
export function readSchedulingText(text: string): ReadScheduling {
  if (text.length > MOST_CHARACTERS)
    return { kind: 'problem', line: null, message: `must not exceed ${MOST_CHARACTERS} characters` };
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) return { kind: 'problem', line: error.linePos?.[0].line ?? null, message: error.message.split('\n')[0] ?? '' };
  const value = plainValue(document);
  if (value instanceof ReferenceError) return { kind: 'problem', line: null, message: value.message };
  if (value === null) return { kind: 'scheduling', scheduling: emptied({}), corrected: null };
  if (!isRecord(value)) return { kind: 'problem', line: 1, message: `must be a map with ${MEMBERS.join(', ')}` };
  const manifest = correctedManifest(value);
  const spec = podSpecIn(manifest ?? value);
  const corrected = manifest === null ? null : { from: String(value.apiVersion), manifest: stringify(manifest) };
  return { kind: 'scheduling', scheduling: emptied(spec), corrected };
}

/** The parser throws on an alias without an anchor, and on aliases that would grow without end. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) ?? null;
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    return cause;
  }
}

/** A manifest has its Pod spec inside; a text that is none is the part of a Pod spec itself. */
function podSpecIn(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const spec = isRecord(value.spec) ? value.spec : null;
  const template = spec !== null && isRecord(spec.template) ? spec.template : isRecord(value.template) ? value.template : null;
  if (template !== null && isRecord(template.spec)) return pick(template.spec);
  return spec === null ? value : pick(spec);
}

function pick(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(MEMBERS.filter((member) => Object.hasOwn(spec, member)).map((member) => [member, spec[member]]));
}

/** Of affinity only what is required of Nodes decides, so only that is sent; an empty map or list takes away. */
function emptied(spec: Readonly<Record<string, unknown>>): DraftScheduling {
  const { nodeSelector, affinity, tolerations, ...others } = spec;
  const isEmpty = affinity === undefined || (isRecord(affinity) && Object.keys(affinity).length === 0);
  return {
    ...others,
    nodeSelector: (nodeSelector ?? {}) as DraftScheduling['nodeSelector'],
    affinity: isEmpty ? null : (affinity as DraftScheduling['affinity']),
    tolerations: (tolerations ?? []) as DraftScheduling['tolerations'],
  } as DraftScheduling;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
