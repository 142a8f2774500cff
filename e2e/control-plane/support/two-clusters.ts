import { expect } from 'vitest';
import { ApiClient } from '#lib/testing/contract/api-client.ts';
import { startControlPlane } from '../control-plane.ts';
import { fakeNode } from '../nodes.ts';
import { eventually } from './eventually.ts';
import { type Kubectl, kubectlFor } from './kubectl.ts';
import { startSimulatedCluster } from './simulated-cluster.ts';

/** A real control plane and the simulated cluster with the same Nodes, under the same kubectl. */
export interface TwoClusters {
  readonly real: Kubectl;
  readonly simulated: Kubectl;
  /** Runs a command on both, expects the same words up to names, ages and addresses, and returns them. */
  same(kubectlArguments: string, input?: string): Promise<string>;
  /** The same, as soon as both say the same and it fulfils the condition. */
  sameSoon(kubectlArguments: string, condition: RegExp): Promise<string>;
  stop(): Promise<void>;
}

const SOON_MS = 60_000;

export async function startTwoClusters(nodes: number): Promise<TwoClusters> {
  const [plane, cluster] = await Promise.all([startControlPlane({ nodes }), startSimulatedCluster({ scenario: 'empty' })]);
  const api = new ApiClient(cluster.access);
  for (let index = 0; index < nodes; index += 1) {
    const { status } = await api.post('/api/v1/nodes', fakeNode(index));
    expect(status).toBe(201);
  }
  api.close();
  const [real, simulated] = await Promise.all([kubectlFor(plane.kubeconfig), kubectlFor(cluster.kubeconfig)]);
  const both = (line: string, input?: string) => Promise.all([words(real, line, input), words(simulated, line, input)]);
  return {
    real,
    simulated,
    same: async (line, input) => {
      const [wanted, found] = await both(line, input);
      expect(found, `kubectl ${line}`).toBe(wanted);
      return found;
    },
    sameSoon: (line, condition) =>
      eventually(`the same from kubectl ${line}`, { withinMs: SOON_MS, pollMs: 300 }, async () => {
        const [wanted, found] = await both(line);
        if (wanted === found && condition.test(found)) return found;
        throw new Error(`\nreal:\n${wanted}\nsimulated:\n${found}`);
      }),
    stop: async () => {
      await Promise.all([plane.stop(), cluster.stop()]);
    },
  };
}

/** kubectl's words, those of a refusal too, without what must differ between two clusters. */
async function words(kubectl: Kubectl, line: string, input?: string): Promise<string> {
  const text = await kubectl(line, input).catch((refusal: Error & { stderr?: string }) => refusal.stderr ?? refusal.message);
  return alike(text);
}

/** The text with names, ages, addresses and times replaced; rows in order, since names decide it otherwise. */
export function alike(text: string): string {
  const lines = text
    .replaceAll(/\b[\w-]+-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, (name) => `${name.slice(0, -5)}xxxxx`)
    .replaceAll(/\b\d{1,3}(\.\d{1,3}){3}\b/g, 'ADDRESS')
    .replaceAll(/(?<![\w.-])(\d+[smhd])+(?![\w.-])/g, 'AGE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
    .split('\n');
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push(line.trim());
  }
  const inOrder = blocks.map(([head = '', ...rows]) => [head, ...rows.sort()].join('\n'));
  return inOrder.join('\n\n').trim();
}

/** The field names of a `kubectl describe` before its events, in order. */
export function fields(description: string): string[] {
  const [body = ''] = description.split(/^Events:/m);
  return [...body.matchAll(/^ {0,2}([A-Z][\w ()/-]*):/gm)].map(([, field]) => field ?? '');
}
