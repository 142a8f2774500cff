/** An object as the fake API server stores it. */
export interface FakeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; uid: string; resourceVersion: string; labels?: Record<string, string> };
  [field: string]: unknown;
}

export interface FakeChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly plural: string;
  readonly object: FakeObject;
}

const CREATED = '2026-01-01T00:00:00Z';
const TEMPLATE = { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image: 'agent:1' }] } };
/** What each kind has at least, so that a test names only what it is about. */
const LEAST: Record<string, Record<string, unknown>> = {
  nodes: { spec: {}, status: {} },
  pods: { spec: TEMPLATE.spec, status: { phase: 'Running' } },
  daemonsets: { spec: { selector: { matchLabels: { app: 'agent' } }, template: TEMPLATE }, status: {} },
  controllerrevisions: { revision: 1, data: { spec: { template: TEMPLATE } } },
};

const KINDS: Record<string, { kind: string; apiVersion: string }> = {
  nodes: { kind: 'Node', apiVersion: 'v1' },
  pods: { kind: 'Pod', apiVersion: 'v1' },
  daemonsets: { kind: 'DaemonSet', apiVersion: 'apps/v1' },
  controllerrevisions: { kind: 'ControllerRevision', apiVersion: 'apps/v1' },
  events: { kind: 'Event', apiVersion: 'v1' },
  namespaces: { kind: 'Namespace', apiVersion: 'v1' },
};

/** The objects of the fake API server with their history, so that watches resume and old versions expire. */
export class FakeObjects {
  version = 1000;
  #uids = 0;
  #oldest = 1000;
  #history: FakeChange[] = [];
  readonly #objects = new Map<string, FakeObject>();
  readonly #listeners = new Set<(change: FakeChange) => void>();

  kindOf(plural: string): { kind: string; apiVersion: string } {
    return KINDS[plural] ?? { kind: plural, apiVersion: 'v1' };
  }

  /** Creates or changes an object; fields beside the name are free, those of `metadata` decide over the usual ones. */
  put(
    plural: string,
    name: string,
    fields: { namespace?: string; labels?: Record<string, string>; metadata?: object; [field: string]: unknown } = {},
  ): FakeObject {
    const { namespace, labels, metadata: own, ...rest } = fields;
    const key = keyOf(plural, namespace, name);
    const before = this.#objects.get(key);
    this.version += 1;
    const uid = before?.metadata.uid ?? `uid-${++this.#uids}`;
    const metadata = {
      name,
      creationTimestamp: CREATED,
      uid,
      resourceVersion: String(this.version),
      ...(namespace ? { namespace } : {}),
      ...(labels ? { labels } : {}),
      ...own,
    };
    const object: FakeObject = { ...this.kindOf(plural), ...LEAST[plural], ...rest, metadata };
    this.#objects.set(key, object);
    this.#record({ type: before ? 'MODIFIED' : 'ADDED', version: this.version, plural, object });
    return object;
  }

  remove(plural: string, name: string, namespace?: string): void {
    const key = keyOf(plural, namespace, name);
    const before = this.#objects.get(key);
    if (!before) throw new Error(`there is no ${key}`);
    this.#objects.delete(key);
    this.version += 1;
    const object = { ...before, metadata: { ...before.metadata, resourceVersion: String(this.version) } };
    this.#record({ type: 'DELETED', version: this.version, plural, object });
  }

  /** Forgets the history: every older version is expired, as after a compaction of etcd. */
  compact(): void {
    this.#history = [];
    this.#oldest = this.version;
  }

  /** Goes back to the given version and objects, as after a restore of etcd from a backup. */
  restore(snapshot: { version: number; objects: Map<string, FakeObject> }): void {
    this.version = snapshot.version;
    this.#objects.clear();
    for (const [key, object] of snapshot.objects) this.#objects.set(key, object);
    this.#history = [];
    this.#oldest = this.version;
  }

  snapshot(): { version: number; objects: Map<string, FakeObject> } {
    return { version: this.version, objects: new Map(this.#objects) };
  }

  list(plural: string, namespace?: string): FakeObject[] {
    const prefix = namespace === undefined ? `${plural}/` : `${plural}/${namespace}/`;
    return [...this.#objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object);
  }

  isExpired(version: number): boolean {
    return version < this.#oldest;
  }

  since(plural: string, version: number): FakeChange[] {
    return this.#history.filter((change) => change.plural === plural && change.version > version);
  }

  onChange(listener: (change: FakeChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #record(change: FakeChange): void {
    this.#history.push(change);
    for (const listener of this.#listeners) listener(change);
  }
}

function keyOf(plural: string, namespace: string | undefined, name: string): string {
  return `${plural}/${namespace ?? ''}/${name}`;
}
