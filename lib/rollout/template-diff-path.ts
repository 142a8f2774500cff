import type { Tree } from './template-diff-tree.ts';
import { textOf } from './template-diff-tree.ts';

/** A step into a template: `.member`, or `[key]` for an item of a list. */
export type Step = `.${string}` | `[${string}]`;

/**
 * What tells an item of a list from the others: the key by which a strategic merge patch matches it, else its content.
 * Follows the patchMergeKey and listMapKey tags of kubernetes/api core/v1/types.go, v0.36.
 */
export function itemKey(item: Tree): string {
  if (typeof item === 'object' && !Array.isArray(item)) {
    for (const member of ['.mountPath', '.devicePath', '.ip', '.conditionType'] as const) {
      if (textOf(item, member) !== '') return textOf(item, member);
    }
    const port = textOf(item, '.containerPort');
    if (port !== '') return `${port}/${textOf(item, '.protocol') || 'TCP'}`;
    if (textOf(item, '.topologyKey') !== '' && textOf(item, '.whenUnsatisfiable') !== '')
      return `${textOf(item, '.topologyKey')}/${textOf(item, '.whenUnsatisfiable')}`;
    if (textOf(item, '.name') !== '') return textOf(item, '.name');
  }
  return JSON.stringify(item);
}

/** The step to an item: its key if it has one, else its place. */
export function itemStep(item: Tree, index: number): Step {
  const key = itemKey(item);
  return typeof item !== 'object' || key === JSON.stringify(item) ? `[${index}]` : `[${key}]`;
}

/** The path as the API server words it: `spec.containers[fluentd].resources.limits[example.com/gpu]`. */
export function pathText(path: readonly Step[]): string {
  const text = path.map((step) => (step.startsWith('.') && !/^\.\w+$/.test(step) ? `[${step.slice(1)}]` : step)).join('');
  return text.startsWith('.') ? text.slice(1) : text;
}
