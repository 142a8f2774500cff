import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ROLE_TIERS, rightsOfTier } from '../lib/feed/role-tiers.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../deploy');

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly rules?: readonly Rule[];
  readonly roleRef?: { readonly name: string };
  readonly spec?: { readonly template: { readonly spec: PodSpec } };
}
interface PodSpec {
  readonly securityContext: object;
  readonly containers: readonly {
    readonly securityContext: object;
    readonly args?: readonly string[];
    readonly env: readonly object[];
  }[];
  readonly hostNetwork?: boolean;
}

const manifestsIn = (file: string) =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
const ALL = globSync('**/*.yaml', { cwd: DEPLOY }).flatMap((file) => manifestsIn(path.join(DEPLOY, file)));
const ROLES = new Map(ALL.filter(({ kind }) => kind === 'ClusterRole').map(({ metadata, rules = [] }) => [metadata.name, rules]));
const DEFAULT = manifestsIn(path.join(DEPLOY, 'rollcall.yaml'));

const rights = (rules: readonly Rule[] = []) =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`))),
  );

describe('deploy', () => {
  it.each(ROLE_TIERS)('[DEPLOY-1] rollcall-%s grants what the page says of it, no more and no less', (tier) => {
    const wanted = rightsOfTier(tier).map(({ verb, resource, group }) => `${verb} ${resource}.${group}`);
    expect(rights(ROLES.get(`rollcall-${tier}`)).sort()).toEqual(wanted.sort());
  });

  it('[DEPLOY-2] what a RoleBinding cannot give stands in a role of its own', () => {
    const wanted = rightsOfTier('view').filter(({ scope }) => scope === 'cluster');
    expect(rights(ROLES.get('rollcall-view-nodes')).sort()).toEqual(
      wanted.map(({ verb, resource, group }) => `${verb} ${resource}.${group}`).sort(),
    );
  });

  it('[DEPLOY-3] no tier grants everything, secrets, a shell, a proxy or the deletion of a whole collection', () => {
    const granted = [...ROLES.values()].flatMap((rules) => rights(rules));
    expect(granted.length).toBeGreaterThan(20);
    const never =
      /\*|secrets|configmaps|serviceaccounts|exec|attach|portforward|proxy|ephemeral|deletecollection|escalate|bind|impersonate|webhook|certificate|delete namespaces/;
    expect(granted.filter((right) => never.test(right))).toEqual([]);
  });

  it('[DEPLOY-4] what is installed by default binds the tier that looks and no other, and writes nothing', () => {
    const bound = DEFAULT.flatMap(({ roleRef }) => (roleRef ? [roleRef.name] : []));
    expect(bound).toEqual(['rollcall-view']);
    const writes = rights(ROLES.get('rollcall-view')).filter((right) => !/^(get|list|watch) /.test(right));
    expect(writes).toEqual([]);
    expect(DEFAULT.map(({ kind }) => kind).filter((kind) => /^(Service|Ingress|Role|ClusterRole)$/.test(kind))).toEqual([]);
  });

  it('[DEPLOY-5] the container may change nothing, be nobody else and gain nothing', () => {
    const pod = DEFAULT.find(({ kind }) => kind === 'Deployment')?.spec?.template.spec ?? expect.fail('there is a Deployment');
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: expect.any(Number),
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.hostNetwork).toBeUndefined();
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(JSON.stringify(container.env)).not.toMatch(/ROLLCALL_TOKEN"|ADDRESS|READ_ONLY/);
    }
  });

  it('[DEPLOY-6] the image runs as nobody in particular, with no right to write files or start programs', () => {
    const dockerfile = readFileSync(path.join(DEPLOY, 'Dockerfile'), 'utf8');
    expect(dockerfile).toMatch(/^USER 1\d{4}:1\d{4}$/m);
    expect(dockerfile).toContain('"--permission"');
    expect(dockerfile).not.toMatch(/--allow-(?:fs-write|child-process|addons|worker|wasi)/);
  });
});
