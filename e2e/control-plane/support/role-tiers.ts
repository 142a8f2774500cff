import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ControlPlane } from '../control-plane-contract.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../../../deploy');
const ROLES = path.join(DEPLOY, 'roles');
/** Requests of the service accounts in this Namespace stand in the audit log. */
const ACCOUNTS = 'tiers';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Somebody who is bound to ClusterRoles of deploy/. */
export interface Bound {
  readonly account: string;
  /** In the whole cluster. */
  readonly everywhere: readonly string[];
  /** In one Namespace only. */
  readonly inside?: { readonly namespace: string; readonly roles: readonly string[] };
}

/** As the API server calls the service account. */
export function userOf(account: string): string {
  return `system:serviceaccount:${ACCOUNTS}:${account}`;
}

/** What a ClusterRole of deploy/ grants, one right at a time, e.g. `get pods/log.`. */
export function rightsOfRole(role: string): readonly string[] {
  const documents = globSync('*.yaml', { cwd: ROLES }).flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(ROLES, file), 'utf8')),
  );
  const found = documents
    .map((document) => document.toJS() as { metadata: { name: string }; rules: readonly Rule[] })
    .find(({ metadata }) => metadata.name === `rollcall-${role}`);
  if (found === undefined) throw new Error(`deploy/ has no ClusterRole rollcall-${role}.`);
  return found.rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`))),
  );
}

/** Applies the ClusterRoles of deploy/ and makes the Namespace of the service accounts. */
export async function applyRoles(plane: ControlPlane): Promise<void> {
  await plane.kubectl(['apply', '-f', ROLES]);
  await plane.kubectl(['create', 'namespace', ACCOUNTS]);
}

/** Makes the service account, binds it and returns the path of a kubeconfig that signs in as it. */
export async function bindAccount(plane: ControlPlane, { account, everywhere, inside }: Bound): Promise<string> {
  await plane.kubectl(['create', 'serviceaccount', account, '--namespace', ACCOUNTS]);
  const subject = `--serviceaccount=${ACCOUNTS}:${account}`;
  const name = (role: string) => `${account}-${role}`;
  await Promise.all([
    ...everywhere.map((role) =>
      plane.kubectl(['create', 'clusterrolebinding', name(role), `--clusterrole=rollcall-${role}`, subject]),
    ),
    ...(inside?.roles ?? []).map((role) =>
      plane.kubectl([
        'create',
        'rolebinding',
        name(role),
        `--clusterrole=rollcall-${role}`,
        subject,
        `--namespace=${inside?.namespace}`,
      ]),
    ),
  ]);
  const token = (await plane.kubectl(['create', 'token', account, '--namespace', ACCOUNTS])).trim();
  const config = JSON.parse(readFileSync(plane.kubeconfig, 'utf8'));
  config.users = [{ name: account, user: { token } }];
  config.contexts = [{ name: 'rollcall', context: { cluster: 'rollcall', user: account, namespace: inside?.namespace } }];
  const file = path.join(path.dirname(plane.kubeconfig), `kubeconfig-${account}`);
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
