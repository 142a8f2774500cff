import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

export interface RequestRecorder {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  stop(): Promise<void>;
}

/** Passes every request on to an API server over plain HTTP and keeps what it was, word for word. */
export async function startRequestRecorder(target: string): Promise<RequestRecorder> {
  const requests: RecordedRequest[] = [];
  const server = http.createServer(async (incoming, answer) => {
    const { method = '', url = '', headers } = incoming;
    const body = await buffer(incoming);
    requests.push({ method, path: url, body: body.toString('utf8') });
    const passed = http.request(new URL(url, target), { method, headers });
    passed.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    passed.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
