// `rollcall status NAMESPACE/NAME`: the dashboard's own model on the cluster's own watch, in one process without a server.
import { homedir, platform } from 'node:os';
import { isDnsLabel, isDnsSubdomain } from '../lib/kubernetes/names.ts';
import { english } from '../lib/server/http/english.ts';
import { systemClock } from '../lib/server/kubernetes/clock.ts';
import { discoverClusters } from '../lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '../lib/server/kubernetes/open-cluster-connection.ts';
import { followVerdict, type Verdict } from '../lib/server/status/follow-verdict.ts';
import { FlagError } from './flags.mjs';
import { readStatusFlags, STATUS_USAGE } from './status-flags.mjs';

const EXIT = { complete: 0, notComplete: 1, error: 2 };

// Exit code 1 means "not complete": what nobody expected must not end with it.
process.on('uncaughtException', (error) => fail(`an unexpected error: ${error.name}.`));

try {
  const flags = readStatusFlags(process.argv.slice(2), process.env);
  if (flags.help) end(STATUS_USAGE, EXIT.complete);
  else if (!isDnsLabel(flags.namespace) || !isDnsSubdomain(flags.name))
    fail(`NAMESPACE/NAME must be names of Kubernetes, not ${JSON.stringify(`${flags.namespace}/${flags.name}`.slice(0, 80))}.`);
  else follow(flags);
} catch (error) {
  if (!(error instanceof FlagError || (error instanceof Error && error.name === 'KubeconfigError'))) throw error;
  fail(error.message);
}

function follow(flags: ReturnType<typeof readStatusFlags>): void {
  const { namespace, name } = flags;
  const { contexts, searched } = discoverClusters({
    kubeconfig: flags.kubeconfig,
    context: flags.context,
    namespace,
    allowInsecure: flags.insecureSkipTlsVerify,
    allowExec: flags.allowExec,
    environment: process.env,
    homeDirectory: homedir(),
  });
  const context = contexts.find(({ current }) => current);
  if (context === undefined) {
    fail(`No cluster was found. Looked at: ${searched.join(', ')}.`);
    return;
  }
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const connection = openClusterConnection(context, { clock: systemClock, random: Math.random, logger: quiet });
  // The clock's timers keep no process alive, and a cluster that does not answer has no socket either.
  setInterval(() => {}, 60_000);
  followVerdict({ connection, clock: systemClock, namespace, name }, (verdict) => take(verdict, flags.watch));
}

function take(verdict: Verdict, watch: boolean): void {
  const text = verdict.kind === 'error' ? '' : english(verdict.sentence);
  if (verdict.kind === 'error') fail(verdict.problem);
  else if (verdict.complete) end(text, EXIT.complete);
  else if (watch) console.log(text);
  else end(text, EXIT.notComplete);
}

function fail(problem: string): void {
  console.error(`rollcall: ${problem}`);
  process.exit(EXIT.error);
}

function end(text: string, code: number): void {
  // Pipes are written later on some systems: the process ends when they are.
  process.stdout.write(`${text}\n`, () => process.exit(code));
  if (platform() === 'win32') process.exitCode = code;
}
