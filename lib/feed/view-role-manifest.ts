import { rightsOfTier, type TierRight } from './role-tiers.ts';

export interface ManifestOptions {
  /** As the API server calls the identity; null when that is not known. */
  readonly username: string | null;
  /** Only what is in this Namespace, and the Nodes; absent: the whole cluster. */
  readonly namespace?: string;
}

const ROLE = 'rollcall-view';
const NODES_ROLE = 'rollcall-view-nodes';

/** The manifest, as YAML, that lets an identity see what Rollcall shows: the role `rollcall-view` of deploy/ and its bindings. */
export function viewRoleManifest({ username, namespace }: ManifestOptions): string {
  const rights = rightsOfTier('view');
  const ofCluster = rights.filter(({ scope }) => scope === 'cluster');
  const subject = subjectYaml(username);
  const documents =
    namespace === undefined
      ? [roleYaml(ROLE, rights), bindingYaml({ role: ROLE, subject })]
      : [
          roleYaml(ROLE, rights),
          bindingYaml({ role: ROLE, subject, namespace }),
          roleYaml(NODES_ROLE, ofCluster),
          bindingYaml({ role: NODES_ROLE, subject }),
        ];
  return documents.join('---\n');
}

function roleYaml(name: string, rights: readonly TierRight[]): string {
  const rules = [...Map.groupBy(rights, ({ group, resource }) => `${group} ${resource}`).values()].flatMap((ofResource) => {
    const [first] = ofResource;
    if (first === undefined) return [];
    const verbs = ofResource.map(({ verb }) => verb).join(', ');
    return [`  - apiGroups: ["${first.group}"]\n    resources: [${first.resource}]\n    verbs: [${verbs}]\n`];
  });
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: ${name}\nrules:\n${rules.join('')}`;
}

function bindingYaml({ role, subject, namespace }: { role: string; subject: string; namespace?: string }): string {
  const kind = namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
  const place = namespace === undefined ? '' : `  namespace: ${JSON.stringify(namespace)}\n`;
  const reference = `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: ${role}\n`;
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: ${role}\n${place}${reference}subjects:\n${subject}`;
}

/** JSON's strings are YAML's too, whatever a username holds. */
function subjectYaml(username: string | null): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username ?? '') ?? [];
  if (namespace !== undefined && name !== undefined)
    return `  - kind: ServiceAccount\n    namespace: ${JSON.stringify(namespace)}\n    name: ${JSON.stringify(name)}\n`;
  return `  - apiGroup: rbac.authorization.k8s.io\n    kind: User\n    name: ${JSON.stringify(username ?? 'NAME')}\n`;
}
