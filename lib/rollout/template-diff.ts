import { type Delta, DiffPatcher, type Filter } from 'jsondiffpatch';
import { itemKey, itemStep, type Step } from './template-diff-path.ts';
import { memberOf, type TemplatePair, type Tree } from './template-diff-tree.ts';

/** One difference of two templates. `before` is absent when it was added, `after` when it was removed. */
export interface TemplateDifference {
  readonly path: readonly Step[];
  /** `reordered`: the items of this list stand in another order. */
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  readonly before?: Tree;
  readonly after?: Tree;
}

type DiffFilter = Filter<Parameters<Parameters<DiffPatcher['processor']['pipes']['diff']['append']>[0]>[0]>;

/** How many pairs of items are compared with one another; what is left of longer lists is one difference. */
const PAIRS = 250_000;
/** What is said as a whole when it comes or goes. */
const WHOLE = new Set(['.livenessProbe', '.readinessProbe', '.startupProbe', '.lifecycle', '.valueFrom']);

/**
 * Every difference of two templates, in the order of the paths: none is left out, and each holds where its path leads.
 * Items of lists are matched by the key of a strategic merge patch, else by content.
 */
export function templateDifferences({ before, after }: Pick<TemplatePair, 'before' | 'after'>): readonly TemplateDifference[] {
  const patcher = new DiffPatcher({
    objectHash: (item) => itemKey(item as Tree),
    arrays: { detectMove: true },
    cloneDiffValues: false,
  });
  patcher.processor.pipes.diff.before('arrays', listFilter());
  return differencesIn(patcher.diff(before, after), [], after);
}

/** Keeps the comparison of lists within bounds: it costs the product of their lengths. */
function listFilter(): DiffFilter {
  let pairs = PAIRS;
  const filter: DiffFilter = (context) => {
    const { left, right } = context;
    if (!Array.isArray(left) || !Array.isArray(right)) return;
    if (JSON.stringify(left) === JSON.stringify(right)) {
      context.setResult(undefined).exit();
      return;
    }
    pairs -= left.length * right.length;
    if (pairs < 0) context.setResult([left, right]).exit();
  };
  filter.filterName = 'bounded lists';
  return filter;
}

function differencesIn(delta: Delta, path: readonly Step[], after: Tree | undefined): readonly TemplateDifference[] {
  if (delta === undefined) return [];
  if (!Array.isArray(delta))
    return isListDelta(delta) ? listDifferences(delta, path, after) : memberDifferences(delta, path, after);
  if (delta.length === 1) return parts({ path, change: 'added', after: delta[0] as Tree });
  if (delta.length === 3) return parts({ path, change: 'removed', before: delta[0] as Tree });
  return [{ path, change: 'changed', before: delta[0] as Tree, after: delta[1] as Tree }];
}

function isListDelta(delta: object): boolean {
  return '_t' in delta && delta._t === 'a';
}

function memberDifferences(delta: object, path: readonly Step[], after: Tree | undefined): readonly TemplateDifference[] {
  return Object.entries(delta).flatMap(([key, inner]) => {
    const member = key as `.${string}`;
    return differencesIn(inner, [...path, member], memberOf(after, member));
  });
}

/** Keys of a list's delta are places in the new list, or, with an underscore, in the old one; there, a 3 says moved. */
function listDifferences(delta: object, path: readonly Step[], after: Tree | undefined): readonly TemplateDifference[] {
  const items = Array.isArray(after) ? (after as readonly Tree[]) : [];
  const found: TemplateDifference[] = [];
  let isReordered = false;
  for (const [key, inner] of Object.entries(delta) as [string, Delta][]) {
    if (key === '_t') continue;
    const removed = key.startsWith('_') && Array.isArray(inner) ? inner : null;
    if (removed?.[2] === 3) {
      isReordered = true;
      continue;
    }
    const index = Number(removed ? key.slice(1) : key);
    const item = removed ? (removed[0] as Tree) : items[index];
    found.push(...differencesIn(inner, [...path, itemStep(item ?? {}, index)], item));
  }
  return isReordered ? [...found, { path, change: 'reordered' }] : found;
}

/** What came or went, in parts that one sentence can name: a map by its members, a list by its items. */
function parts(difference: TemplateDifference): readonly TemplateDifference[] {
  const { path, change, before, after } = difference;
  const last = path.at(-1) ?? '.';
  const value = after ?? before;
  if (typeof value !== 'object' || last.startsWith('[') || WHOLE.has(last) || path[1] === '.affinity') return [difference];
  const inner: [Step, Tree][] = Array.isArray(value)
    ? value.map((item: Tree, index) => [itemStep(item, index), item])
    : (Object.entries(value) as [Step, Tree][]);
  if (inner.length === 0) return [difference];
  const side = change === 'added' ? 'after' : 'before';
  return inner.flatMap(([step, part]) => parts({ path: [...path, step], change, [side]: part }));
}
