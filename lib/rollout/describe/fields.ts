import type { Tree } from '../template-diff-tree.ts';

/** The member at a path of a tree, or undefined. */
export function at(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const key of path) {
    if (typeof here !== 'object' || Array.isArray(here)) return undefined;
    here = (here as Readonly<Record<string, Tree>>)[`.${key}`];
  }
  return here;
}

/** The member at a path as text; '' when it is absent or no plain value. */
export function text(tree: Tree | undefined, ...path: readonly string[]): string {
  const value = at(tree, ...path);
  return value === undefined || typeof value === 'object' ? '' : String(value);
}

/** The list at a path; empty when it is none. */
export function list(tree: Tree | undefined, ...path: readonly string[]): readonly Tree[] {
  const value = at(tree, ...path);
  return Array.isArray(value) ? value : [];
}

/** The entries of the map at a path, keys as the cluster has them, sorted. */
export function entries(tree: Tree | undefined, ...path: readonly string[]): readonly (readonly [string, Tree])[] {
  const value = at(tree, ...path);
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, member]) => [key.slice(1), member as Tree] as const);
}

/** `key=value` lines of the map at a path. */
export function pairs(tree: Tree | undefined, path: readonly string[], separator = '='): readonly string[] {
  return entries(tree, ...path).map(([key, value]) => `${key}${separator}${typeof value === 'object' ? '' : String(value)}`);
}
