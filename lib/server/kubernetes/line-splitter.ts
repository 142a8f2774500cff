import 'server-only';
import { KubernetesApiError } from './kubernetes-api-error.ts';

/** An etcd object is at most 1.5 MiB; JSON may double it. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Cuts chunks of bytes into complete lines of text. Works on bytes, so a character cut in two by a chunk border stays
 * whole; what follows the last newline is never handed out. Throws KubernetesApiError `malformed` for an oversized line.
 */
export function createLineSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  return (chunk) => {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      limit(pendingBytes + end - start);
      const rest = bytes.subarray(start, end);
      const line = pendingBytes === 0 ? rest.toString('utf8') : Buffer.concat([...pending, rest]).toString('utf8');
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      if (line.length > 0) onLine(line);
    }
    if (start < bytes.length) {
      pending.push(bytes.subarray(start));
      pendingBytes += bytes.length - start;
      limit(pendingBytes);
    }
  };
}

function limit(bytes: number): void {
  if (bytes > MAX_LINE_BYTES) throw new KubernetesApiError('malformed', 'The watch sent a line of more than 4 MiB.');
}
