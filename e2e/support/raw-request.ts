import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** 0: the connection was closed without a word. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

const LONGEST_MS = 15_000;

/** Sends these bytes to a server of this machine, which no client library would send, and reads until it ends. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), LONGEST_MS);
    socket.on('data', (part) => {
      answer += part.toString('utf8');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      const end = answer.indexOf('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
      resolve({ status, head: answer.slice(0, end), body: end < 0 ? '' : answer.slice(end + 4) });
    });
  });
}
