/** One way to start that must end at once: what stands in the kubeconfig, the flags, and what the one line says. */
export interface StartInput {
  readonly row: number;
  readonly what: string;
  /** The file's text; an object is written as JSON, which is YAML too. */
  readonly kubeconfig?: object | string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}

const SERVER = 'https://c.example:6443';
const EXEC = { apiVersion: 'client.authentication.k8s.io/v1', command: 'touch', args: ['/nowhere'] };

/** A kubeconfig with one context called `c`. */
export function aKubeconfig(cluster: object = {}, user: object = { token: 't' }): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { server: SERVER, ...cluster } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
    users: [{ name: 'c', user }],
  };
}

const aliases = Array.from({ length: 30 }, (_, index) =>
  `b${index}: &b${index} [*b${index - 1},*b${index - 1}]`.replaceAll('*b-1', 'x'),
);
const bad = (what: string, kubeconfig: object | string, says: RegExp): StartInput => ({ row: 71, what, kubeconfig, says });
const flag = (what: string, flags: readonly string[], says: RegExp, environment = {}): StartInput => ({
  row: 72,
  what,
  flags,
  environment,
  says,
});

/** Rows 71 and 72 of the matrix: kubeconfigs, flags and variables that cannot be used. */
export const START_INPUTS: readonly StartInput[] = [
  bad('no context', { apiVersion: 'v1', kind: 'Config' }, /FILE has no context\.$/),
  bad(
    'a current-context that leads nowhere',
    { ...aKubeconfig(), 'current-context': 'loop' },
    /FILE names "loop" as current-context/,
  ),
  bad(
    'a missing CA file',
    aKubeconfig({ 'certificate-authority': 'ca.crt' }),
    /FILE context "c": its certificate-authority \S+ca\.crt cannot be read/,
  ),
  bad(
    'token and exec',
    aKubeconfig({}, { token: 't', exec: EXEC }),
    /FILE context "c": its user sets more than one of token, username, exec/,
  ),
  bad('a YAML alias bomb', aliases.join('\n'), /FILE uses more than 100 YAML aliases\.$/),
  bad('50 MB', `# ${'x'.repeat(50 * 1024 * 1024)}`, /FILE is larger than 4 MiB\.$/),
  bad(
    'a tls-server-name',
    aKubeconfig({ 'tls-server-name': 'a b' }),
    /FILE context "c": its tls-server-name "a b" is no DNS name\.$/,
  ),
  bad(
    'an http server',
    aKubeconfig({ server: 'http://c.example' }),
    /FILE context "c": its server uses http:\/\/.*--insecure-skip-tls-verify/,
  ),
  bad(
    'unchecked TLS',
    aKubeconfig({ 'insecure-skip-tls-verify': true }),
    /FILE context "c": sets insecure-skip-tls-verify; accept that with --insecure-skip-tls-verify\.$/,
  ),
  flag('port abc', ['--port', 'abc'], /--port is "abc"; a whole number from 1 to 65535 is allowed\.$/),
  flag('port 70000', ['--port', '70000'], /--port is "70000"; a whole number from 1 to 65535/),
  flag('every address without sign-in', ['--address', '0.0.0.0'], /ROLLCALL_ADDRESS other than loopback needs ROLLCALL_TOKEN or/),
  flag('an unknown flag', ['--read-onyl'], /"--read-onyl" is not a flag; did you mean --read-only\?$/),
  flag('modes that contradict each other', ['--sign-in', 'user'], /ROLLCALL_TOKEN would let users in without an identity/, {
    ROLLCALL_TOKEN: 'x'.repeat(32),
  }),
];
