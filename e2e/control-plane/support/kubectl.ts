import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { controlPlaneBinaries } from '../binaries.ts';

/** The real kubectl against one cluster. */
export interface Kubectl {
  /** Its output; rejects with its words when it fails. `input` goes to its standard input. */
  (kubectlArguments: string, input?: string): Promise<string>;
  /** Runs until a line of its output fulfils the condition, then ends it and returns the lines so far. */
  follow(kubectlArguments: string, enough: (lines: readonly string[]) => boolean): Promise<readonly string[]>;
}

const LONGEST_MS = 60_000;

/** kubectl with this kubeconfig. Arguments are one line, split at spaces; what stands in single quotes stays whole. */
export async function kubectlFor(kubeconfig: string): Promise<Kubectl> {
  const { kubectl } = await controlPlaneBinaries(() => undefined);
  const all = (line: string) => ['--kubeconfig', kubeconfig, ...split(line)];
  const run = async (line: string, input?: string) => {
    const running = promisify(execFile)(kubectl, all(line), { maxBuffer: 64 << 20, timeout: LONGEST_MS });
    running.child.stdin?.end(input ?? '');
    const { stdout } = await running;
    return stdout;
  };
  const follow = async (line: string, enough: (lines: readonly string[]) => boolean) => {
    const child = spawn(kubectl, all(line), { stdio: ['ignore', 'pipe', 'inherit'] });
    const timer = setTimeout(() => child.kill('SIGTERM'), LONGEST_MS);
    const lines: string[] = [];
    try {
      for await (const text of createInterface({ input: child.stdout })) {
        lines.push(text);
        if (enough(lines)) return lines;
      }
    } finally {
      clearTimeout(timer);
      child.kill('SIGTERM');
    }
    throw new Error(`kubectl ${line} ended early:\n${lines.join('\n')}`);
  };
  return Object.assign(run, { follow });
}

function split(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([part]) => part.replaceAll("'", ''));
}
