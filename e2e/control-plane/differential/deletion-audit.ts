import { open } from 'node:fs/promises';

interface AuditEvent {
  readonly userAgent?: string;
  readonly objectRef?: { readonly namespace?: string; readonly name?: string };
  readonly responseStatus?: { readonly code?: number };
}

/** Who asked for the deletion of each Pod first, by the API server's own audit log. */
export class DeletionAudit {
  readonly #file: string;
  readonly #deleters = new Map<string, string>();
  #offset = 0;
  #rest = '';

  constructor(file: string) {
    this.#file = file;
  }

  /** Reads what has been written since the last call. */
  async read(): Promise<void> {
    // There is no file before the first deletion.
    const file = await open(this.#file).catch(() => undefined);
    if (file === undefined) return;
    try {
      const { size } = await file.stat();
      const { bytesRead, buffer } = await file.read(Buffer.alloc(size - this.#offset), 0, size - this.#offset, this.#offset);
      this.#offset += bytesRead;
      const lines = (this.#rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) this.#take(JSON.parse(line));
    } finally {
      await file.close();
    }
  }

  /** The program, and within it the controller, as its user agent says; undefined while the log does not tell. */
  deleterOf(namespace: string, pod: string): string | undefined {
    return this.#deleters.get(`${namespace}/${pod}`);
  }

  #take({ userAgent = 'nobody', objectRef, responseStatus }: AuditEvent): void {
    const pod = `${objectRef?.namespace}/${objectRef?.name}`;
    if ((responseStatus?.code ?? 0) < 300 && !this.#deleters.has(pod)) this.#deleters.set(pod, userAgent);
  }
}
