import 'server-only';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isDnsLabel } from '#lib/kubernetes/names.ts';
import { whyUnsafe } from './safety.ts';

/** How this server was told to run. bin/flags.mjs turns flags into the environment that this is read from. */
export interface Configuration {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly port: number;
  readonly address: string;
  /** undefined: read-only inside of a cluster, not outside. */
  readonly readOnly: boolean | undefined;
  readonly insecureSkipTlsVerify: boolean;
  /** Where the simulated cluster of a demo answers; no sign-in is asked for then. */
  readonly demoUrl: string | undefined;
  /** Who may come in: nobody is asked in a demo, whoever holds the link or the token, or everyone with their own token. */
  readonly signIn: 'none' | 'token' | 'user';
  /** The fixed token of ROLLCALL_TOKEN. */
  readonly token: string | undefined;
  /** How a proxy in front proves that it is the trusted one. */
  readonly proxySecret: string | undefined;
  /** A proxy in front speaks TLS with the browsers. */
  readonly behindProxy: boolean;
  /** Further Host headers to answer to. */
  readonly allowedHosts: string | undefined;
  /** Where /livez and /readyz are answered for a kubelet, beside the dashboard. */
  readonly healthPort: number | undefined;
  /** Exec plug-ins that may run though their kubeconfig does not stand in ~/.kube. */
  readonly allowExec: readonly string[];
  /** Registries from which images are expected; empty: any. */
  readonly registries: readonly string[];
}

/** A variable that cannot be used: one sentence that names it and says what is allowed. */
export class ConfigurationError extends Error {}

const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const truth = optionalText.pipe(
  z
    .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
    .optional()
    .transform((value) => (value === undefined ? undefined : value === 'true' || value === '1')),
);
const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a whole number from 1 to 65535' })
  .transform(Number);

const portOrNone = optionalText.refine((value) => value === undefined || /^[1-9]\d{0,4}$/.test(value), {
  error: 'must be a whole number from 1 to 65535',
});

const registries = optionalText
  .transform((value) =>
    (value ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((hosts) => hosts.every((host) => /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host)), {
    error: 'must be registries as images name them, such as docker.io,mirror.example:5000',
  });

const environment = z.object({
  ROLLCALL_KUBECONFIG: optionalText,
  ROLLCALL_CONTEXT: optionalText,
  ROLLCALL_NAMESPACE: optionalText.refine((value) => value === undefined || isDnsLabel(value), {
    error: 'must be 1 to 63 of a-z 0-9 -',
  }),
  ROLLCALL_PORT: port.refine((value) => value >= 1 && value <= 65_535, { error: 'must be a whole number from 1 to 65535' }),
  ROLLCALL_HEALTH_PORT: portOrNone,
  ROLLCALL_REGISTRIES: registries,
  ROLLCALL_ALLOW_EXEC: optionalText,
  ROLLCALL_SIGN_IN: optionalText.pipe(z.enum(['token', 'user'], { error: 'must be token or user' }).optional()),
  ROLLCALL_TOKEN: optionalText,
  ROLLCALL_TOKEN_FILE: optionalText,
  ROLLCALL_PROXY_SECRET: optionalText,
  ROLLCALL_BEHIND_PROXY: truth,
  ROLLCALL_ALLOWED_HOSTS: optionalText,
  ROLLCALL_ADDRESS: z.string().refine((value) => isIP(value) !== 0, { error: 'must be an IP address of this machine' }),
  ROLLCALL_READ_ONLY: truth,
  ROLLCALL_INSECURE_SKIP_TLS_VERIFY: truth,
  ROLLCALL_DEMO_URL: optionalText.refine((value) => value === undefined || isLoopbackUrl(value), {
    error: 'must be a URL of this machine',
  }),
});

/**
 * Reads the configuration from the environment. Pure: the same environment, the same frozen answer.
 * Throws ConfigurationError.
 */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const read = environment.safeParse({
    ...env,
    ROLLCALL_PORT: env.ROLLCALL_PORT || env.PORT || '7655',
    ROLLCALL_ADDRESS: env.ROLLCALL_ADDRESS || '127.0.0.1',
  });
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new ConfigurationError(`${String(issue?.path[0] ?? 'The environment')} ${issue?.message ?? 'is wrong'}.`);
  }
  const configuration = toConfiguration(read.data);
  const unsafe = whyUnsafe(configuration);
  if (unsafe !== null) throw new ConfigurationError(unsafe);
  return Object.freeze(configuration);
}

function toConfiguration(read: z.infer<typeof environment>): Configuration {
  return {
    kubeconfig: read.ROLLCALL_KUBECONFIG,
    context: read.ROLLCALL_CONTEXT,
    namespace: read.ROLLCALL_NAMESPACE,
    port: read.ROLLCALL_PORT,
    address: read.ROLLCALL_ADDRESS,
    readOnly: read.ROLLCALL_READ_ONLY,
    insecureSkipTlsVerify: read.ROLLCALL_INSECURE_SKIP_TLS_VERIFY ?? false,
    demoUrl: read.ROLLCALL_DEMO_URL,
    signIn: read.ROLLCALL_SIGN_IN ?? (read.ROLLCALL_DEMO_URL === undefined ? 'token' : 'none'),
    token: secretOf(read.ROLLCALL_TOKEN, read.ROLLCALL_TOKEN_FILE),
    proxySecret: read.ROLLCALL_PROXY_SECRET,
    behindProxy: read.ROLLCALL_BEHIND_PROXY ?? false,
    allowedHosts: read.ROLLCALL_ALLOWED_HOSTS,
    healthPort: read.ROLLCALL_HEALTH_PORT === undefined ? undefined : Number(read.ROLLCALL_HEALTH_PORT),
    registries: read.ROLLCALL_REGISTRIES,
    allowExec: (read.ROLLCALL_ALLOW_EXEC ?? '').split(',').filter((name) => name !== ''),
  };
}

/** A Secret that is mounted as a file shows in no process list and no description of a Pod. */
function secretOf(value: string | undefined, file: string | undefined): string | undefined {
  if (file === undefined) return value;
  if (value !== undefined) throw new ConfigurationError('ROLLCALL_TOKEN and ROLLCALL_TOKEN_FILE cannot both be set.');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigurationError('ROLLCALL_TOKEN_FILE names a file that cannot be read.');
  }
}

function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
