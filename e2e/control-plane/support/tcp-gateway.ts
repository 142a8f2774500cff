import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes bytes on to a port of this machine and counts the connections that were tried, whether they succeed or not. */
export interface TcpGateway {
  readonly port: number;
  connections(): number;
  stop(): Promise<void>;
}

export async function startTcpGateway(target: number): Promise<TcpGateway> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((downstream) => {
    connections += 1;
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [downstream, upstream],
      [upstream, downstream],
    ] as const) {
      sockets.add(socket);
      // A refused or reset connection ends the other side too, which is all that has to be known about it.
      socket.once('error', () => other.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
