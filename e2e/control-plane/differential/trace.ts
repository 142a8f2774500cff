import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { targetNodeOf } from '#lib/rollout/target-node.ts';

const LINES = 600;

interface Line {
  readonly at: number;
  readonly subject: string;
  readonly text: string;
}

/** The last things that were heard of the cluster, for a person who looks at a difference. */
export class Trace {
  readonly #lines: Line[] = [];

  /** `subject`: the DaemonSet's uid, or empty when it concerns all of them. */
  add(subject: string, text: string): void {
    this.#lines.push({ at: Date.now(), subject, text });
    if (this.#lines.length > 20 * LINES) this.#lines.splice(0, LINES);
  }

  /** What was heard of the subject between two times, in words, each with its distance from `zero`. */
  between(subject: string, { from, to, zero }: { from: number; to: number; zero: number }): string {
    return this.#lines
      .filter((line) => line.at >= from && line.at <= to && (line.subject === '' || line.subject === subject))
      .map(({ at, text }) => `  ${at - zero} ms ${text}`)
      .join('\n');
  }
}

export function podWords(pod: Pod): string {
  const { metadata, spec, status } = pod;
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status ?? '-';
  const bound = spec.nodeName === undefined ? 'unbound' : 'bound';
  const hash = metadata.labels?.[REVISION_HASH_LABEL];
  const leaving = metadata.deletionTimestamp ? ` deleted ${metadata.deletionTimestamp}` : '';
  return `Pod ${metadata.name} on ${targetNodeOf(pod)} ${bound} ${hash} ${status.phase} Ready=${ready} created ${metadata.creationTimestamp}${leaving}`;
}

export function nodeWords({ metadata, spec }: Node): string {
  const taints = (spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).join(' ');
  const slice = metadata.labels?.['test.rollcall.dev/slice'];
  return `Node ${metadata.name} slice ${slice}${spec.unschedulable ? ' cordoned' : ''} ${taints}`;
}

export function daemonSetWords({ metadata, spec, status }: DaemonSet): string {
  const images = spec.template.spec?.containers?.map(({ image }) => image).join(' ');
  const strategy = JSON.stringify(spec.updateStrategy);
  return `DaemonSet ${metadata.name} ${metadata.generation}/${status?.observedGeneration} ${images} ${strategy}`;
}
