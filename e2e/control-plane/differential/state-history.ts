import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';

/** One thing that a watch brought: an object, or null when it is gone. */
export interface Heard<T> {
  readonly at: number;
  readonly key: string;
  readonly value: T | null;
}

/** What was there at the beginning of a while, and what each watch brought in it. */
export interface Change<T> {
  readonly before: ReadonlyMap<string, T>;
  readonly heard: readonly Heard<T>[];
}

/** Everything about one DaemonSet in a while. */
export interface While {
  readonly nodes: Change<Node>;
  readonly pods: Change<Pod>;
  readonly daemonSets: Change<DaemonSet>;
  readonly revisions: readonly ControllerRevision[];
}

const KEPT_MS = 40_000;

/** What each watch brought in the last while, so that any state of the past can be put together again. */
export class StateHistory {
  readonly nodes = new Strand<Node>();
  readonly pods = new Strand<Pod>();
  readonly daemonSets = new Strand<DaemonSet>();
  readonly #revisions = new Map<string, ControllerRevision>();

  addRevision(revision: ControllerRevision): void {
    this.#revisions.set(revision.metadata.uid, revision);
  }

  /** What concerns the DaemonSet with this uid. */
  of(uid: string, span: { readonly from: number; readonly to: number }): While {
    return {
      nodes: this.nodes.cut(span, () => true),
      pods: this.pods.cut(span, (pod) => controllerOf(pod)?.uid === uid),
      daemonSets: this.daemonSets.cut(span, ({ metadata }) => metadata.uid === uid),
      revisions: [...this.#revisions.values()].filter((revision) => controllerOf(revision)?.uid === uid),
    };
  }
}

class Strand<T> {
  readonly #base = new Map<string, T>();
  #heard: Heard<T>[] = [];

  add(key: string, value: T | null): void {
    const at = Date.now();
    this.#heard.push({ at, key, value });
    const old = this.#heard.findIndex((heard) => heard.at > at - KEPT_MS);
    if (old > 500) for (const heard of this.#heard.splice(0, old)) put(this.#base, heard);
  }

  cut({ from, to }: { from: number; to: number }, concerns: (value: T) => boolean): Change<T> {
    const before = new Map(this.#base);
    for (const heard of this.#heard) if (heard.at < from) put(before, heard);
    for (const [key, value] of before) if (!concerns(value)) before.delete(key);
    const known = new Set(before.keys());
    const heard = this.#heard.filter(({ at, key, value }) => {
      if (at < from || at > to || !(value === null ? known.has(key) : concerns(value))) return false;
      known.add(key);
      return true;
    });
    return { before, heard };
  }
}

/** Takes over what was heard. */
export function put<T>(values: Map<string, T>, { key, value }: Heard<T>): void {
  if (value === null) values.delete(key);
  else values.set(key, value);
}
