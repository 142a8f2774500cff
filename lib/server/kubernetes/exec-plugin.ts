import 'server-only';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import type { ClusterContext, ExecPlugin } from './cluster-context.ts';
import { readFileOrData } from './file-or-data.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';

const EXEC_WITHIN_MS = 30_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

const execCredential = z.object({
  apiVersion: z.string(),
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().min(1).optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

/** What a plug-in handed out. */
export interface PluginCredential {
  readonly token: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Milliseconds since the epoch, or undefined for one that does not expire. */
  readonly expiresAt: number | undefined;
}

/**
 * Runs a credential plug-in once, without a terminal, for at most 30 s, and kills it after that. What it prints to
 * stderr is dropped: plug-ins print secrets there. Throws KubernetesApiError `credentials`.
 * Mirrors kubernetes/client-go plugin/pkg/client/auth/exec/exec.go, v0.36.
 */
export async function runExecPlugin(
  plugin: ExecPlugin,
  context: ClusterContext,
  withinMs = EXEC_WITHIN_MS,
): Promise<PluginCredential> {
  const name = path.basename(plugin.command);
  const output = await run(plugin, context, name, withinMs);
  const read = execCredential.safeParse(parseJson(output));
  if (!read.success || read.data.apiVersion !== plugin.apiVersion)
    throw new KubernetesApiError(
      'credentials',
      `The exec plug-in ${name} did not print an ExecCredential of ${plugin.apiVersion}.`,
    );
  const { status } = read.data;
  if (!status.token && !(status.clientCertificateData && status.clientKeyData))
    throw new KubernetesApiError(
      'credentials',
      `The exec plug-in ${name} printed neither a token nor a client certificate with its key.`,
    );
  const expiresAt = status.expirationTimestamp === undefined ? Number.NaN : Date.parse(status.expirationTimestamp);
  return {
    token: status.token,
    cert: status.clientCertificateData,
    key: status.clientKeyData,
    expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
  };
}

function run(plugin: ExecPlugin, context: ClusterContext, name: string, withinMs: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = {
    env: { ...environmentOfPlugins(), ...plugin.env, KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(plugin, context)) },
    timeout: withinMs,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  } as const;
  const child = execFile(plugin.command, [...plugin.args], options, (error, stdout) => {
    if (!error) return resolve(stdout);
    reject(new KubernetesApiError('credentials', `The exec plug-in ${name} ${failure(error, withinMs)}.`));
  });
  child.stdin?.end();
  return promise;
}

/** The plug-in's own business needs PATH, HOME, proxies and cloud profiles; ours, with its tokens, is none of it. */
function environmentOfPlugins(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_'));
  return Object.fromEntries(others) as NodeJS.ProcessEnv; // a part of one
}

function failure(error: Error & { code?: unknown; killed?: boolean }, withinMs: number): string {
  if (error.code === 'ENOENT') return 'was not found';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed more than 1 MiB';
  if (error.killed) return `did not finish within ${withinMs / 1000} s`;
  return typeof error.code === 'number' ? `failed with exit code ${error.code}` : 'could not be started';
}

function execInfo(plugin: ExecPlugin, context: ClusterContext): object {
  const cluster = {
    server: context.server.href,
    ...(context.tlsServerName ? { 'tls-server-name': context.tlsServerName } : {}),
    ...(context.insecureSkipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
    ...(context.certificateAuthority
      ? { 'certificate-authority-data': Buffer.from(readFileOrData(context.certificateAuthority)).toString('base64') }
      : {}),
  };
  return {
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: { interactive: false, ...(plugin.provideClusterInfo ? { cluster } : {}) },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema then refuses it
  }
}
