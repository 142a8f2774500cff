import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { viewRoleManifest } from './view-role-manifest.ts';

const documents = (options: Parameters<typeof viewRoleManifest>[0]) =>
  parseAllDocuments(viewRoleManifest(options)).map((document) => document.toJS() as Record<string, unknown>);

/** Each right on its own, however the rules are put together. */
function rights(role: unknown): string[] {
  const { rules } = role as { rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] };
  return rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`))),
    )
    .sort();
}

const shipped = (name: string) => parse(readFileSync(new URL(`../../deploy/roles/${name}.yaml`, import.meta.url), 'utf8'));

it('[RIGHTS-1] the manifest gives what the role of deploy/ gives, in the whole cluster', () => {
  const [role, binding] = documents({ username: 'alice' });
  expect(rights(role)).toEqual(rights(shipped('rollcall-view')));
  expect(binding).toMatchObject({
    kind: 'ClusterRoleBinding',
    roleRef: { kind: 'ClusterRole', name: 'rollcall-view' },
    subjects: [{ kind: 'User', name: 'alice' }],
  });
});

it('[RIGHTS-2] for one Namespace the Nodes are given beside it', () => {
  const [, binding, nodes, nodesBinding] = documents({ username: 'system:serviceaccount:ops:rollcall', namespace: 'ops' });
  expect(binding).toMatchObject({
    kind: 'RoleBinding',
    metadata: { namespace: 'ops' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'ops', name: 'rollcall' }],
  });
  expect(rights(nodes)).toEqual(rights(shipped('rollcall-view-nodes')));
  expect(nodesBinding).toMatchObject({ kind: 'ClusterRoleBinding', roleRef: { name: 'rollcall-view-nodes' } });
});

it('[RIGHTS-3] a username stays a username, whatever it holds', () => {
  const username = 'x"\nEOF\nkind: "*"\u2028';
  const [, binding] = documents({ username });
  expect(binding).toMatchObject({ subjects: [{ kind: 'User', name: username }] });
  expect(viewRoleManifest({ username })).not.toMatch(/^EOF$/m);
});
