import { maskSecrets } from './template-diff-secrets.ts';

/**
 * A template as the diff sees it: nothing in it is absent by another name, and every member's key begins with a dot, so
 * that no key of the cluster's (`__proto__`, `_t`) means anything to the code that compares.
 */
export type Tree = string | number | boolean | readonly Tree[] | { readonly [member: `.${string}`]: Tree };

/** Two templates made comparable, their secrets replaced by marks. */
export interface TemplatePair {
  readonly before: Tree;
  readonly after: Tree;
  /** What stands for hidden values; none of the two templates holds it by itself. */
  readonly mark: string;
}

/** A private-use character. */
const MARK = '\uE000';

/** Two templates, hidden values replaced by marks: equal marks where values are equal, different ones where not. */
export function templatePair(before: unknown, after: unknown): TemplatePair {
  const text = JSON.stringify([before, after]);
  let mark = MARK;
  while (text.includes(mark)) mark += MARK;
  const numbers = new Map<string, number>();
  const hide = (value: unknown): string => {
    const key = JSON.stringify(value);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return `${mark}${number};`;
  };
  return { before: maskSecrets(toTree(before) ?? {}, hide), after: maskSecrets(toTree(after) ?? {}, hide), mark };
}

/** The text with every mark of a hidden value written as dots. */
export function withoutMarks(text: string, mark: string): string {
  return text.includes(mark) ? text.replace(new RegExp(`${mark}\\d*;?`, 'g'), HIDDEN) : text;
}

/** What stands for a value that is not shown, in every language. */
export const HIDDEN = '•••';

/** Plain JSON as a tree; drops what the template's digest drops, see lib/kubernetes/template-digest.ts. */
export function toTree(value: unknown): Tree | null {
  if (Array.isArray(value)) return value.map((item) => toTree(item) ?? {});
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).flatMap(([key, member]): [string, Tree][] => {
      const tree = key === '$patch' || (key === 'creationTimestamp' && member === '') ? null : toTree(member);
      return tree === null ? [] : [[`.${key}`, tree]];
    });
    return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The tree as plain JSON again. */
export function fromTree(tree: Tree): unknown {
  if (Array.isArray(tree)) return tree.map(fromTree);
  if (typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, member]) => [key.slice(1), fromTree(member)]));
}

/** A member of a tree, or undefined. */
export function memberOf(tree: Tree | undefined, member: `.${string}`): Tree | undefined {
  return typeof tree === 'object' && !Array.isArray(tree) ? (tree as Readonly<Record<string, Tree>>)[member] : undefined;
}

/** A member that is text or a number, as text; '' when there is none. */
export function textOf(tree: Tree | undefined, member: `.${string}`): string {
  const value = memberOf(tree, member);
  return typeof value === 'object' || value === undefined ? '' : String(value);
}
