import { stringify } from 'yaml';
import { maskSecrets } from './template-diff-secrets.ts';
import { fromTree, HIDDEN, memberOf, type Tree, toTree } from './template-diff-tree.ts';

/** An object of the API as `kubectl get -o yaml` prints it, without what may be a secret. */
export interface ObjectManifest {
  /** Without `metadata.managedFields`. */
  readonly yaml: string;
  /** These alone, as YAML; null when there are none. */
  readonly managedFields: string | null;
  /** How many values are hidden. */
  readonly hidden: number;
}

/** The object with every value that may be a secret replaced by dots, and how many were; see template-diff-secrets.ts. */
export function withoutSecrets(object: unknown): { readonly tree: Tree; readonly hidden: number } {
  let hidden = 0;
  const tree = maskSecrets(toTree(object) ?? {}, () => {
    hidden += 1;
    return HIDDEN;
  });
  return { tree, hidden };
}

/** The object as YAML, its members in kubectl's order, which is that of the alphabet. */
export function objectManifest(object: unknown): ObjectManifest {
  const { tree, hidden } = withoutSecrets(object);
  const managed = memberOf(memberOf(tree, '.metadata'), '.managedFields');
  return {
    yaml: yamlOf(withoutManagedFields(tree)),
    managedFields: managed === undefined ? null : yamlOf(managed),
    hidden,
  };
}

function withoutManagedFields(tree: Tree): Tree {
  if (typeof tree !== 'object' || Array.isArray(tree)) return tree;
  const members = tree as Readonly<Record<`.${string}`, Tree>>;
  const { '.metadata': metadata } = members;
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return tree;
  const { '.managedFields': _, ...rest } = metadata as Readonly<Record<`.${string}`, Tree>>;
  return { ...members, '.metadata': rest };
}

function yamlOf(tree: Tree): string {
  return stringify(fromTree(tree), { lineWidth: 0, aliasDuplicateObjects: false });
}
