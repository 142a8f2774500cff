import type { Node } from '#lib/kubernetes/node.ts';
import type { PodSpec } from '#lib/kubernetes/pod.ts';

/** Pairs of Pod spec and Node with the DaemonSet controller's verdict, one a line; e2e/control-plane records it. */
export const PLACEMENT_CORPUS = new URL('./placement-corpus.ndjson', import.meta.url);

/** One recorded verdict. */
export interface RecordedPlacement {
  readonly spec: PodSpec;
  readonly node: Node;
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
}

/** The recorded verdicts in `text`, the content of the corpus. */
export function parsePlacementCorpus(text: string): RecordedPlacement[] {
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RecordedPlacement);
}
