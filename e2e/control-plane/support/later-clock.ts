import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ControlPlane } from '../control-plane-contract.ts';

/** A way to the API server on which its clock is ahead: Rollcall tells ages by the clock of the API server. */
export interface LaterClock {
  readonly kubeconfig: string;
  stop(): void;
}

/** Opens it on loopback, with the rights of the administrator. */
export async function openLaterClock(plane: ControlPlane, aheadMs: number): Promise<LaterClock> {
  const { url, certificateAuthority: ca, token } = plane.access;
  const agent = new https.Agent({ keepAlive: true, ca });
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, host: new URL(url).host, authorization: `Bearer ${token}` };
    const upstream = https.request(url + request.url, { method: request.method, headers, agent }, (answer) => {
      const date = new Date(Date.parse(answer.headers.date ?? '') + aheadMs).toUTCString();
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
      response.flushHeaders();
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = path.join(path.dirname(plane.kubeconfig), 'later-clock.json');
  const clusters = [{ name: 'rollcall', cluster: { server: `http://127.0.0.1:${port}` } }];
  const contexts = [{ name: 'rollcall', context: { cluster: 'rollcall', user: 'rollcall' } }];
  const config = { 'current-context': 'rollcall', clusters, contexts, users: [{ name: 'rollcall', user: {} }] };
  writeFileSync(kubeconfig, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...config }));
  return {
    kubeconfig,
    stop: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
