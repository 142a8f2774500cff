import 'server-only';
import { createServer } from 'node:http';
import { readinessAnswer } from '#lib/server/http/readiness-answer.ts';
import { leaveUnguarded } from './guard-connections.ts';
import { log } from './log.ts';

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * Answers /livez and /readyz on every address of the Pod, for its kubelet: the dashboard itself listens on loopback.
 * Two words, and nothing else of what the process knows.
 */
export function listenForHealth(port: number): void {
  const server = createServer({ maxHeaderSize: 4096, requestTimeout: 5_000, headersTimeout: 5_000 }, (request, response) => {
    const path = request.method === 'GET' ? request.url : undefined;
    if (path === '/livez') response.writeHead(200, TEXT).end('ok\n');
    else if (path === '/readyz') {
      const { status } = readinessAnswer(new Request('http://localhost/readyz'));
      response.writeHead(status, TEXT).end(status === 200 ? 'ok\n' : 'not ready\n');
    } else response.writeHead(404, TEXT).end('not found\n');
  });
  leaveUnguarded(server);
  server.maxConnections = 20;
  server.on('error', (error: NodeJS.ErrnoException) =>
    log.error({ port, error: error.code }, 'The health port cannot be opened.'),
  );
  server.listen(port);
}
