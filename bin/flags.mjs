// Reads the flags of `rollcall`. Plain JavaScript for Node 20: it runs before the pinned Node does.
import net from 'node:net';
import { parseArgs } from 'node:util';

const OPTIONS = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  port: { type: 'string' },
  address: { type: 'string' },
  'read-only': { type: 'boolean' },
  'no-open': { type: 'boolean' },
  'insecure-skip-tls-verify': { type: 'boolean' },
  'sign-in': { type: 'string' },
  'behind-proxy': { type: 'boolean' },
  'allowed-hosts': { type: 'string' },
  'health-port': { type: 'string' },
  registries: { type: 'string' },
  'allow-exec': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
};
const DEFAULT_PORT = '7655';
const DEFAULT_ADDRESS = '127.0.0.1';
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const USAGE = `rollcall [flags]
rollcall status NAMESPACE/NAME [--watch] [flags]
  --kubeconfig FILE   instead of $KUBECONFIG, ~/.kube/config or the Pod's service account
  --context NAME      instead of the kubeconfig's current-context
  -n, --namespace NS  where to look when the whole cluster is not permitted
  --port N            of the dashboard, 1 to 65535 (${DEFAULT_PORT})
  --address IP        to listen on (${DEFAULT_ADDRESS}); others than loopback need sign-in and --behind-proxy
  --read-only         refuse every act; what runs in a Pod does so unless ROLLCALL_READ_ONLY=false
  --no-open           do not open a browser
  --sign-in MODE      token: whoever has the link that is printed, or ROLLCALL_TOKEN (32 characters or more);
                      user: everybody with a bearer token of the cluster, and writes with the rights of that user
  --behind-proxy      a proxy in front speaks TLS with the browsers
  --allowed-hosts H   names under which browsers reach it, separated by commas
  --health-port N     answers /livez and /readyz on every address, and nothing else
  --registries LIST   where images are expected from, separated by commas; others are pointed out
  --allow-exec LIST   plug-ins that may run though their kubeconfig is not in ~/.kube, separated by commas
  --insecure-skip-tls-verify
                      accept contexts that do not check their server's certificate, or whose server speaks http
Each flag can be given as ROLLCALL_ and its name in capitals, e.g. ROLLCALL_READ_ONLY=true.`;

/** A wrong flag or variable: one sentence that names it and says what is allowed. */
export class FlagError extends Error {}

/**
 * @typedef {object} Flags
 * @property {string | undefined} kubeconfig
 * @property {string | undefined} context
 * @property {string | undefined} namespace
 * @property {number} port
 * @property {string} address
 * @property {boolean | undefined} readOnly undefined: the server decides by where it runs
 * @property {boolean} open
 * @property {boolean} insecureSkipTlsVerify
 * @property {string | undefined} signIn
 * @property {boolean} behindProxy
 * @property {string | undefined} allowedHosts
 * @property {number | undefined} healthPort
 * @property {string | undefined} registries
 * @property {string | undefined} allowExec
 * @property {boolean} help
 * @property {boolean} version
 */

/**
 * Reads flags and environment; a flag decides over its variable, an empty variable counts as absent.
 * @param {readonly string[]} argv the arguments after the program's name
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Readonly<Flags>}
 * @throws FlagError
 */
export function parseFlags(argv, env) {
  const values = readArguments(argv);
  const text = (name) => named(name, values[name], env[variable(name)]);
  const truth = (name) => values[name] ?? readBoolean(variable(name), env[variable(name)]);
  const flags = {
    kubeconfig: text('kubeconfig')?.value,
    context: text('context')?.value,
    namespace: readNamespace(text('namespace')),
    port: readPort(text('port') ?? named('port', undefined, env.PORT, 'PORT') ?? { value: DEFAULT_PORT }),
    address: readAddress(text('address') ?? { value: DEFAULT_ADDRESS }),
    readOnly: truth('read-only'),
    open: !(truth('no-open') ?? false),
    insecureSkipTlsVerify: truth('insecure-skip-tls-verify') ?? false,
    signIn: readSignIn(text('sign-in')),
    behindProxy: truth('behind-proxy') ?? false,
    allowedHosts: text('allowed-hosts')?.value,
    healthPort: optional(text('health-port'), readPort),
    registries: text('registries')?.value,
    allowExec: text('allow-exec')?.value,
    help: values.help ?? false,
    version: values.version ?? false,
  };
  return Object.freeze(flags);
}

/**
 * The flags as the environment in which the server finds them.
 * @param {Readonly<Flags>} flags
 * @returns {Record<string, string>}
 */
export function flagsToEnvironment(flags) {
  const given = {
    ROLLCALL_KUBECONFIG: flags.kubeconfig,
    ROLLCALL_CONTEXT: flags.context,
    ROLLCALL_NAMESPACE: flags.namespace,
    ROLLCALL_PORT: String(flags.port),
    ROLLCALL_ADDRESS: flags.address,
    ROLLCALL_READ_ONLY: flags.readOnly === undefined ? undefined : String(flags.readOnly),
    ROLLCALL_INSECURE_SKIP_TLS_VERIFY: flags.insecureSkipTlsVerify ? 'true' : undefined,
    ROLLCALL_SIGN_IN: flags.signIn,
    ROLLCALL_BEHIND_PROXY: flags.behindProxy ? 'true' : undefined,
    ROLLCALL_ALLOWED_HOSTS: flags.allowedHosts,
    ROLLCALL_REGISTRIES: flags.registries,
    ROLLCALL_ALLOW_EXEC: flags.allowExec,
    ROLLCALL_HEALTH_PORT: flags.healthPort === undefined ? undefined : String(flags.healthPort),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readArguments(argv) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new FlagError(sentenceFor(error));
  }
}

function sentenceFor(error) {
  const known = Object.keys(OPTIONS);
  const unknown = /Unknown option '(-[^']*)'/.exec(error.message)?.[1];
  if (unknown) {
    const nearest = known.find((name) => distance(name, unknown.replace(/^-+/, '')) <= 2);
    const hint = nearest ? `did you mean --${nearest}?` : `the flags are ${known.map((name) => `--${name}`).join(' ')}.`;
    return `${quoted(unknown)} is not a flag; ${hint}`;
  }
  return `${String(error.message).split('.')[0]}; see --help.`;
}

function variable(name) {
  return `ROLLCALL_${name.toUpperCase().replaceAll('-', '_')}`;
}

function named(name, flag, fromEnvironment, from = variable(name)) {
  if (flag !== undefined) return { name: `--${name}`, value: flag };
  return fromEnvironment ? { name: from, value: fromEnvironment } : undefined;
}

function readBoolean(name, value) {
  if (!value) return undefined;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new FlagError(`${name} is ${quoted(value)}; true or false is allowed.`);
}

function readPort({ name, value }) {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw new FlagError(`${name} is ${quoted(value)}; a whole number from 1 to 65535 is allowed.`);
}

function readNamespace(given) {
  if (!given || NAMESPACE.test(given.value)) return given?.value;
  throw new FlagError(`${given.name} is ${quoted(given.value)}; 1 to 63 of a-z 0-9 - are allowed.`);
}

function readSignIn(given) {
  if (!given || given.value === 'token' || given.value === 'user') return given?.value;
  throw new FlagError(`${given.name} is ${quoted(given.value)}; token or user is allowed.`);
}

// Which address is safe depends on how one signs in: the server refuses to start when it is not.
function readAddress({ name, value }) {
  const address = value === 'localhost' ? DEFAULT_ADDRESS : value;
  if (net.isIP(address)) return address;
  throw new FlagError(`${name} is ${quoted(value)}; an IP address of this machine such as 127.0.0.1 or ::1 is allowed.`);
}

function optional(given, read) {
  return given === undefined ? undefined : read(given);
}

function quoted(value) {
  return JSON.stringify(value.slice(0, 80));
}

/** How many letters to add, drop or change. */
function distance(left, right) {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = row[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[right.length];
}
