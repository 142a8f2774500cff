import 'server-only';
import fs from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { KubeconfigError } from './kubeconfig-error.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_ALIASES = 100;

const text = z.string().optional();
const cluster = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': text,
  'proxy-url': text,
});
const context = z.object({ cluster: text, user: text, namespace: text });
const exec = z.object({
  apiVersion: z.string(),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string().min(1), value: z.string() })).nullish(),
  provideClusterInfo: z.boolean().optional(),
});
const user = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
  exec: exec.nullish(),
  'auth-provider': z.object({ name: z.string(), config: z.record(z.string(), z.string()).nullish() }).nullish(),
});

const file = z.object({
  'current-context': z.string().nullish(),
  clusters: z.array(z.object({ name: z.string().min(1), cluster: cluster.nullish() })).nullish(),
  contexts: z.array(z.object({ name: z.string().min(1), context: context.nullish() })).nullish(),
  users: z.array(z.object({ name: z.string().min(1), user: user.nullish() })).nullish(),
});

export type KubeconfigCluster = z.infer<typeof cluster>;
export type KubeconfigContext = z.infer<typeof context>;
export type KubeconfigUser = z.infer<typeof user>;
export type KubeconfigFile = z.infer<typeof file> & { readonly path: string };

/**
 * Reads one kubeconfig file; undefined when it does not exist. Throws KubeconfigError, which names the file and the
 * field and quotes no value, for one that is too large, not YAML, or not of a kubeconfig's shape.
 */
export function readKubeconfigFile(path: string): KubeconfigFile | undefined {
  const content = readBounded(path);
  if (content === undefined) return undefined;
  const shaped = file.safeParse(parseYaml(path, content) ?? {});
  if (shaped.success) return { ...shaped.data, path };
  const issue = shaped.error.issues[0];
  throw new KubeconfigError(
    path,
    `has a wrong value in ${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'unreadable'}`,
  );
}

function readBounded(path: string): string | undefined {
  try {
    const { size } = fs.statSync(path);
    if (size > MAX_BYTES) throw new KubeconfigError(path, `is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return fs.readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof KubeconfigError) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown error';
    if (code === 'ENOENT') return undefined;
    throw new KubeconfigError(path, `cannot be read (${code})`);
  }
}

function parseYaml(path: string, content: string): unknown {
  try {
    return parse(content, { maxAliasCount: MAX_ALIASES, logLevel: 'error', prettyErrors: false });
  } catch (thrown) {
    const excessive = thrown instanceof ReferenceError;
    throw new KubeconfigError(path, excessive ? `uses more than ${MAX_ALIASES} YAML aliases` : 'is not valid YAML');
  }
}
