import 'server-only';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isDnsLabel } from '#lib/kubernetes/names.ts';

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

const environment = z.object({
  ROLLCALL_KUBECONFIG: optionalText,
  ROLLCALL_CONTEXT: optionalText,
  ROLLCALL_NAMESPACE: optionalText.refine((value) => value === undefined || isDnsLabel(value), {
    error: 'must be 1 to 63 of a-z 0-9 -',
  }),
  ROLLCALL_PORT: port.refine((value) => value >= 1 && value <= 65_535, { error: 'must be a whole number from 1 to 65535' }),
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
  return Object.freeze(requireSafe(toConfiguration(read.data)));
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
  };
}

/** Nobody but this machine may reach a server that asks for no secret. */
function requireSafe(configuration: Configuration): Configuration {
  const { address } = configuration;
  if (address === '::1' || address.startsWith('127.')) return configuration;
  throw new ConfigurationError('ROLLCALL_ADDRESS must be a loopback address such as 127.0.0.1 or ::1.');
}

function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}
