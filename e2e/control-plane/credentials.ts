import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Users of the control plane: their token, and the groups that RBAC sees. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly token: string;
}

/** `admin` may do everything, `viewer` is bound to nothing until a test binds it. */
export interface Users {
  readonly admin: User;
  readonly viewer: User;
}

/** Files that the API server authenticates with. */
export interface CredentialFiles {
  readonly users: Users;
  readonly tokens: string;
  readonly serviceAccountKey: string;
}

/** Makes fresh users and a service account key, and writes them into `folder` for the API server. */
export async function writeCredentials(folder: string): Promise<CredentialFiles> {
  const user = (name: string, groups: readonly string[]): User => ({ name, groups, token: randomBytes(24).toString('hex') });
  const users = { admin: user('admin', ['system:masters']), viewer: user('viewer', ['viewers']) };
  const tokens = path.join(folder, 'tokens.csv');
  const lines = Object.values(users).map(({ token, name, groups }) => `${token},${name},${name},"${groups.join(',')}"`);
  await writeFile(tokens, `${lines.join('\n')}\n`, { mode: 0o600 });
  const serviceAccountKey = path.join(folder, 'service-account.key');
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  await writeFile(serviceAccountKey, privateKey, { mode: 0o600 });
  return { users, tokens, serviceAccountKey };
}

/** Writes a kubeconfig for one user; the API server's own certificate, made at its first start, is the authority. */
export async function writeKubeconfig(
  file: string,
  { url, user, certificate }: { url: string; user: User; certificate: string },
): Promise<void> {
  const authority = Buffer.from(await readFile(certificate)).toString('base64');
  const name = 'rollcall';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': authority } }],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [{ name, context: { cluster: name, user: user.name } }],
    'current-context': name,
  };
  // JSON is YAML, and needs no library.
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
