import { availableParallelism, loadavg } from 'node:os';

/** One line of the table. */
export interface Row {
  readonly nodes: number;
  readonly what: string;
  readonly measured: string;
  /** What the design allows; '' where it names no limit. */
  readonly allowed: string;
  readonly within: boolean;
}

/** A line that compares a number with its limit, if it has one. */
export function row(nodes: number, what: string, value: number, limit: { readonly most?: number; readonly unit: string }): Row {
  const say = (number: number) => `${number >= 100 ? Math.round(number) : Number(number.toFixed(1))} ${limit.unit}`;
  const { most } = limit;
  return {
    nodes,
    what,
    measured: say(value),
    allowed: most === undefined ? '' : `≤ ${say(most)}`,
    within: most === undefined || value <= most,
  };
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What this machine is and does now: times of a busy machine say little. */
export function machineSpeed(): string {
  const began = performance.now();
  let sum = 0;
  for (let turn = 0; turn < 100_000_000; turn++) sum = (sum + turn) | 0;
  const took = Math.round(performance.now() - began + (sum & 0));
  return `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}; a hundred million additions take ${took} ms (about 70 on an idle machine of 2024)`;
}

/** Prints all lines under each other. */
export function printRows(rows: readonly Row[]): void {
  for (const { nodes, what, measured, allowed, within } of rows) {
    console.log(
      `${String(nodes).padStart(7)}  ${what.padEnd(96)}${measured.padStart(11)}${allowed.padStart(13)}  ${allowed === '' ? '' : within ? 'ok' : 'MISSED'}`,
    );
  }
}
