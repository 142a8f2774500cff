import { CHANGE_CAUSE_ANNOTATION, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { controllerOf, type KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { storedTemplate, type TemplateFault } from '#lib/kubernetes/stored-template.ts';
import type { TemplateOwner } from '#lib/kubernetes/template-owners.ts';

/**
 * Why a revision cannot be read or not be told from another: it stores no template of a DaemonSet (see TemplateFault), has
 * no number, shares its number with another, or carries no hash that would tell its Pods.
 */
export type RevisionFault = TemplateFault | 'noNumber' | 'sameNumber' | 'noHash';

/** One revision as `kubectl rollout history` lists it, with what kubectl does not say. */
export interface HistoryEntry {
  /** Null when there is none. */
  readonly revision: number | null;
  readonly name: string;
  /** What its Pods carry; '' when it carries none. */
  readonly hash: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly changeCause: string | null;
  /** Who changed the template to this one and when, or null when the API no longer tells. */
  readonly author: TemplateOwner | null;
  readonly images: readonly string[];
  readonly fault: RevisionFault | null;
  /** The template as it is stored: it may hold secrets. Null when it cannot be read. */
  readonly template: object | null;
}

interface HistorySources {
  /** Uid of the DaemonSet. */
  readonly uid: string;
  /** Whole ControllerRevisions that the DaemonSet's selector matches, in any order. */
  readonly revisions: readonly unknown[];
  readonly owners: readonly TemplateOwner[];
  /** Name of the update revision, or null. */
  readonly current: string | null;
}

/** The controller makes a revision moments after the template has changed. */
const MADE_WITHIN_MS = 60_000;
/** Clocks of API servers that stand beside each other differ. */
const CLOCKS_DIFFER_MS = 2_000;

/**
 * The revisions that the DaemonSet controls, by number, those without one first.
 * Mirrors kubernetes/kubectl pkg/polymorphichelpers/history.go DaemonSetHistoryViewer, v0.36; it never fails for one of them.
 */
export function revisionHistory({ uid, revisions, owners, current }: HistorySources): readonly HistoryEntry[] {
  const owned = revisions.filter(isNamed).filter((revision) => ownerOf(revision) === uid);
  const numbers = owned.map(numberOf);
  const births = owned.map(({ metadata }) => Date.parse(metadata.creationTimestamp));
  const entries = owned.map((revision, index): HistoryEntry => {
    const { name, creationTimestamp, labels, annotations } = revision.metadata;
    const stored = storedTemplate(revision);
    const number = numbers[index] ?? null;
    const hash = textIn(labels, REVISION_HASH_LABEL);
    const isAlone = numbers.filter((other) => other === number).length === 1;
    const fault = number === null ? 'noNumber' : isAlone ? (hash === '' ? 'noHash' : null) : 'sameNumber';
    return {
      revision: number,
      name,
      hash,
      current: name === current,
      createdAt: creationTimestamp ?? '',
      changeCause: textIn(annotations, CHANGE_CAUSE_ANNOTATION) || null,
      author: authorOf(births[index] ?? Number.NaN, { births, owners, current: name === current }),
      images: stored.template === null ? [] : imagesIn(stored.template),
      fault: stored.fault ?? fault,
      template: stored.template,
    };
  });
  return entries.sort((a, b) => (a.revision ?? -1) - (b.revision ?? -1) || (a.name < b.name ? -1 : 1));
}

/**
 * The manager whose latest change lies right at the birth of the revision, and nearer to no other's. A revision that was
 * made long ago and is in use again came back by a change after every revision was made. The API keeps whole seconds: of two
 * managers in one second nobody can say who was last.
 */
function authorOf(
  birth: number,
  { births, owners, current }: { births: readonly number[]; owners: readonly TemplateOwner[]; current: boolean },
): TemplateOwner | null {
  const newest = Math.max(...births);
  const returned = current && birth < newest ? owners.filter(({ time }) => Date.parse(time) > newest) : [];
  const made = owners.filter(({ time }) => nearestBirth(Date.parse(time), births) === birth);
  const [author = null, other] = returned.length > 0 ? returned : made;
  return author?.time === other?.time ? null : author;
}

function nearestBirth(time: number, births: readonly number[]): number | undefined {
  const possible = births.filter((birth) => time >= birth - MADE_WITHIN_MS && time <= birth + CLOCKS_DIFFER_MS);
  return possible.sort((a, b) => Math.abs(a - time) - Math.abs(b - time) || b - a)[0];
}

function imagesIn(template: object): readonly string[] {
  const { containers } = (template as { spec: { containers: readonly { image?: unknown }[] } }).spec;
  return [...new Set(containers.flatMap(({ image }) => (typeof image === 'string' ? [image] : [])))];
}

function numberOf(revision: object): number | null {
  const number = (revision as { revision?: unknown }).revision;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

// null is how some clients write an empty map.
function textIn(texts: Readonly<Record<string, unknown>> | null | undefined, key: string): string {
  const text = Object.hasOwn(texts ?? {}, key) ? texts?.[key] : '';
  return typeof text === 'string' ? text : '';
}

function ownerOf(revision: KubernetesObject): string | undefined {
  return Array.isArray(revision.metadata.ownerReferences) ? controllerOf(revision)?.uid : undefined;
}

/** Every object of a list has these; the answer of anything else is left out. */
function isNamed(value: unknown): value is KubernetesObject {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) return false;
  const { metadata } = value;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string';
}
