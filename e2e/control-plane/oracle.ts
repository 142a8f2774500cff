import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PlacementPair, Verdict } from '#lib/testing/placement-pairs.ts';
import { controlPlaneBinaries } from './binaries.ts';

/**
 * Asks the DaemonSet controller's own code about every pair, in order. `featureGates` is as in `--feature-gates`.
 * Throws with the program's words when it fails.
 */
export async function askOracle(pairs: readonly PlacementPair[], featureGates = ''): Promise<Verdict[]> {
  const { oracle } = await controlPlaneBinaries(console.log);
  const child = spawn(oracle, [], { env: { ...process.env, FEATURE_GATES: featureGates }, stdio: ['pipe', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const ended = once(child, 'close');
  child.stdin.end(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  const [code] = await ended;
  if (code !== 0) throw new Error(`The oracle ended with ${code}: ${Buffer.concat(complaints).toString('utf8').slice(-2_000)}`);
  const lines = Buffer.concat(output).toString('utf8').trimEnd().split('\n');
  if (lines.length !== pairs.length) throw new Error(`The oracle answered ${lines.length} of ${pairs.length} pairs.`);
  return lines.map((line) => JSON.parse(line) as Verdict);
}
