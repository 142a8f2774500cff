import 'server-only';
import path from 'node:path';
import type { ClusterContext, ExecPlugin, Identification } from './cluster-context.ts';
import { type ExecPermission, whyNotRun } from './exec-permission.ts';
import { fileOrData, whyUnreadable } from './file-or-data.ts';
import type { KubeconfigUser } from './kubeconfig-file.ts';
import type { Located } from './kubeconfig-merge.ts';

type Refuse = (problem: string) => never;
type ResolvedUser = Pick<ClusterContext, 'clientCertificate' | 'clientKey' | 'identification' | 'impersonate'>;

/** Reads how the user identifies; `refuse` throws for what is contradictory or not supported. */
export function resolveUser(user: Located<KubeconfigUser> | undefined, permission: ExecPermission, refuse: Refuse): ResolvedUser {
  if (!user)
    return { clientCertificate: undefined, clientKey: undefined, identification: { method: 'none' }, impersonate: undefined };
  const { value, file } = user;
  const clientCertificate = fileOrData(file, value['client-certificate'], value['client-certificate-data']);
  const clientKey = fileOrData(file, value['client-key'], value['client-key-data']);
  if (!clientCertificate !== !clientKey) return refuse(`its user sets only one of client-certificate and client-key`);
  const unreadable = clientCertificate && whyUnreadable(clientCertificate);
  if (unreadable) return refuse(`its client-certificate ${unreadable}`);
  const keyUnreadable = clientKey && whyUnreadable(clientKey);
  if (keyUnreadable) return refuse(`its client-key ${keyUnreadable}`);
  return {
    clientCertificate,
    clientKey,
    identification: identificationOf(user, permission, refuse),
    impersonate: impersonationOf(value, refuse),
  };
}

function identificationOf({ value, file }: Located<KubeconfigUser>, permission: ExecPermission, refuse: Refuse): Identification {
  const ways = [value.token ?? value.tokenFile, value.username, value.exec, value['auth-provider']].filter(Boolean);
  if (ways.length > 1) return refuse('its user sets more than one of token, username, exec and auth-provider');
  if (value.tokenFile) return { method: 'tokenFile', file: path.resolve(path.dirname(file), value.tokenFile) };
  if (value.token) return { method: 'token', token: value.token };
  if (value.username) return { method: 'basic', username: value.username, password: value.password ?? '' };
  if (value.exec) {
    const plugin = pluginOf(value.exec, file, refuse);
    const why = whyNotRun(plugin, file, permission);
    return why === null ? { method: 'exec', plugin } : refuse(why);
  }
  const provider = value['auth-provider'];
  if (provider?.name === 'oidc') return { method: 'oidc', config: provider.config ?? {} };
  if (provider)
    return refuse(
      `its user needs the auth-provider ${JSON.stringify(provider.name.slice(0, 40))}, which Kubernetes has removed; use an exec plug-in`,
    );
  return { method: 'none' };
}

function pluginOf(exec: NonNullable<KubeconfigUser['exec']>, file: string, refuse: Refuse): ExecPlugin {
  if (!/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(exec.apiVersion))
    return refuse('its exec plug-in must speak client.authentication.k8s.io/v1 or v1beta1');
  // A command with a slash is meant from the kubeconfig's folder, a bare one from $PATH, as in kubectl.
  const command = exec.command.includes('/') ? path.resolve(path.dirname(file), exec.command) : exec.command;
  return {
    apiVersion: exec.apiVersion,
    command,
    args: exec.args ?? [],
    env: Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    provideClusterInfo: exec.provideClusterInfo ?? false,
  };
}

function impersonationOf(value: KubeconfigUser, refuse: Refuse): ClusterContext['impersonate'] {
  const groups = value['as-groups'] ?? [];
  if (!value.as) return groups.length > 0 || value['as-uid'] ? refuse('its user sets as-groups or as-uid without as') : undefined;
  return { user: value.as, groups, ...(value['as-uid'] ? { uid: value['as-uid'] } : {}) };
}
