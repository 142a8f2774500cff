// Reads the flags of `rollcall status`.
import { parseArgs } from 'node:util';
import { FlagError } from './flags.mjs';

const OPTIONS = {
  watch: { type: 'boolean', short: 'w', default: false },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  'allow-exec': { type: 'string' },
  'insecure-skip-tls-verify': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

export const STATUS_USAGE = `rollcall status NAMESPACE/NAME [flags]
Prints the verdict on the rollout of a DaemonSet, RollingUpdate or OnDelete.
Exit code 0: complete, 1: not complete, 2: it could not be judged.
  -w, --watch         prints each change until the rollout is complete
  --kubeconfig FILE   instead of $KUBECONFIG, ~/.kube/config or the Pod's service account
  --context NAME      instead of the kubeconfig's current-context
  -n, --namespace NS  when NAME alone is given
  --allow-exec LIST   plug-ins that may run though their kubeconfig is not in ~/.kube, separated by commas
  --insecure-skip-tls-verify
                      accept contexts that do not check their server's certificate`;

/**
 * Reads the arguments after `status`; ROLLCALL_KUBECONFIG, ROLLCALL_CONTEXT and ROLLCALL_NAMESPACE stand in for absent flags.
 * @param {readonly string[]} argv
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ namespace: string, name: string, watch: boolean, kubeconfig: string | undefined, context: string | undefined,
 *   allowExec: readonly string[], insecureSkipTlsVerify: boolean, help: boolean }}
 * @throws FlagError
 */
export function readStatusFlags(argv, env) {
  const { values, positionals } = readArguments(argv);
  const [target = '', ...rest] = positionals;
  if (!values.help && (rest.length > 0 || target === ''))
    throw new FlagError('status takes one DaemonSet as NAMESPACE/NAME; see rollcall status --help.');
  const slash = target.indexOf('/');
  const namespace = slash < 0 ? (values.namespace ?? env.ROLLCALL_NAMESPACE ?? 'default') : target.slice(0, slash);
  return {
    namespace,
    name: target.slice(slash + 1),
    watch: values.watch,
    kubeconfig: values.kubeconfig ?? (env.ROLLCALL_KUBECONFIG || undefined),
    context: values.context ?? (env.ROLLCALL_CONTEXT || undefined),
    allowExec: (values['allow-exec'] ?? env.ROLLCALL_ALLOW_EXEC ?? '').split(',').filter((name) => name !== ''),
    insecureSkipTlsVerify: values['insecure-skip-tls-verify'],
    help: values.help,
  };
}

function readArguments(argv) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new FlagError(`${String(error.message).split('.')[0]}; see rollcall status --help.`);
  }
}
