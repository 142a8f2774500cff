import type { ServerResponse } from 'node:http';
import type { FakeChange, FakeObject, FakeObjects } from './fake-api-server-objects.ts';

export interface FakeWatchRequest {
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly query: URLSearchParams;
}

/** One open watch of the fake API server, with the faults that a test may cause on it. */
export class FakeWatch {
  readonly plural: string;
  readonly query: URLSearchParams;
  readonly #response: ServerResponse;
  readonly #objects: FakeObjects;
  readonly #namespace: string | undefined;
  readonly #stopListening: () => void;
  #frozen = false;

  constructor(response: ServerResponse, objects: FakeObjects, request: FakeWatchRequest) {
    this.plural = request.plural;
    this.query = request.query;
    this.#namespace = request.namespace;
    this.#response = response;
    this.#objects = objects;
    this.#stopListening = objects.onChange((change) => this.#onChange(change));
    response.on('close', this.#stopListening);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
  }

  /** Sends what a watch begins with: the whole list as events, or what happened since the asked version. */
  begin(options: { endInitialEvents: boolean }): void {
    const version = this.query.get('resourceVersion');
    if (version) {
      for (const change of this.#objects.since(this.plural, Number(version))) this.#onChange(change);
      return;
    }
    for (const object of this.#objects.list(this.plural, this.#namespace)) this.#event('ADDED', object);
    if (options.endInitialEvents) this.bookmark({ initialEventsEnd: true });
  }

  bookmark(options: { initialEventsEnd?: boolean; resourceVersion?: string } = {}): void {
    const annotations = options.initialEventsEnd ? { 'k8s.io/initial-events-end': 'true' } : undefined;
    const resourceVersion = options.resourceVersion ?? String(this.#objects.version);
    this.line({ type: 'BOOKMARK', object: { ...this.#objects.kindOf(this.plural), metadata: { resourceVersion, annotations } } });
  }

  line(event: unknown): void {
    this.raw(`${JSON.stringify(event)}\n`);
  }

  raw(bytes: string | Uint8Array): void {
    if (!this.#frozen) this.#response.write(bytes);
  }

  /** Sends nothing any more and keeps the connection open. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Sends again from now on; what was held back is lost. */
  thaw(): void {
    this.#frozen = false;
  }

  /** Ends in order, as at timeoutSeconds. */
  end(): void {
    this.#stopListening();
    this.#response.end();
  }

  reset(): void {
    this.#stopListening();
    this.#response.socket?.resetAndDestroy();
  }

  /** Cuts the connection after the bytes are out. */
  cutAfter(bytes: Uint8Array): void {
    this.#stopListening();
    this.#response.write(bytes, () => this.#response.socket?.destroy());
  }

  #onChange(change: FakeChange): void {
    const elsewhere = this.#namespace !== undefined && change.object.metadata.namespace !== this.#namespace;
    if (change.plural === this.plural && !elsewhere) this.#event(change.type, change.object);
  }

  #event(type: string, object: FakeObject): void {
    this.line({ type, object });
  }
}
