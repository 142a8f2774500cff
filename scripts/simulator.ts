import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SCENARIOS, scenarioNamed } from '../lib/simulator/scenarios/catalogue.ts';
import { startSimulator } from '../lib/simulator/simulator.ts';

// The simulated cluster as a process of its own:
// node scripts/simulator.ts [--nodes N] [--scenario NAME] [--seed N] [--port N] [--kubeconfig FILE] [--faults]

class UsageError extends Error {}

const MAX_NODES = 20_000;

function readFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { nodes: text, scenario: text, seed: text, port: text, kubeconfig: text, faults: { type: 'boolean' } } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const flags = Object.keys(options).map((flag) => `--${flag}`);
    throw new UsageError(`${firstSentence(error)} The flags are ${flags.join(', ')}.`);
  }
  if (values.scenario !== undefined && !scenarioNamed(values.scenario)) {
    const names = SCENARIOS.map(({ name }) => name).join(', ');
    throw new UsageError(`--scenario must be one of ${names}, not "${values.scenario}".`);
  }
  if (values.kubeconfig === '') throw new UsageError('--kubeconfig must be the path of a file to write.');
  return {
    scenario: values.scenario,
    nodes: wholeNumber('--nodes', values.nodes, { from: 1, to: MAX_NODES }),
    seed: wholeNumber('--seed', values.seed, { from: 0, to: 4_294_967_295 }),
    port: wholeNumber('--port', values.port, { from: 0, to: 65_535 }),
    kubeconfig: values.kubeconfig,
    faults: values.faults ?? false,
  };
}

function wholeNumber(flag: string, text: string | undefined, { from, to }: { from: number; to: number }): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new UsageError(`${flag} must be a whole number from ${from} to ${to}, not "${text}".`);
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`;
}

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  const simulator = await startSimulator({
    ...(flags.nodes === undefined ? {} : { nodes: flags.nodes }),
    ...(flags.scenario === undefined ? {} : { scenario: flags.scenario }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.port === undefined ? {} : { port: flags.port }),
    faultsEnabled: flags.faults,
    onError: (error) => console.error('simulated cluster:', error),
  });
  const stop = async () => {
    if (flags.kubeconfig) rmSync(flags.kubeconfig, { force: true });
    await simulator.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (flags.kubeconfig) writeKubeconfig(flags.kubeconfig, simulator.kubeconfig);
  console.log(`Simulated cluster is ready at ${simulator.url}`);
}

function writeKubeconfig(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600); // A file that was there before keeps its mode otherwise.
}

main().catch((error: unknown) => {
  const refused = error instanceof UsageError;
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const text = inUse ? '--port is in use by another process; choose another port, or 0 for a free one.' : String(error);
  console.error(refused ? error.message : text);
  process.exit(refused || inUse ? 2 : 1);
});
