import 'server-only';
import http from 'node:http';
import https from 'node:https';
import type { TlsMaterial } from './credentials.ts';
import type { Lane } from './transport.ts';

const MAX_SOCKETS: Record<Lane, number> = { watch: 64, unary: 24, probe: 1 };

export interface ConnectionPools {
  agent(lane: Lane, tls: TlsMaterial): http.Agent;
  /** Drops the lane's pool: open answers go on, the next request opens a new connection. */
  refresh(lane: Lane): void;
  /** Ends every connection of every pool, also of dropped ones. */
  close(): void;
}

interface Pool {
  readonly tls: TlsMaterial;
  readonly agent: http.Agent;
}

/** Keep-alive pools per lane, for the TLS material of the moment: new material never rides on an old connection. */
export function createConnectionPools(secure: boolean): ConnectionPools {
  const pools = new Map<Lane, Pool>();
  const retired = new Set<http.Agent>();

  const retire = (lane: Lane) => {
    const pool = pools.get(lane);
    if (!pool) return;
    pools.delete(lane);
    for (const sockets of Object.values(pool.agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    for (const agent of retired) if (isEmpty(agent)) retired.delete(agent);
    if (!isEmpty(pool.agent)) retired.add(pool.agent);
  };

  return {
    agent(lane, tls) {
      const pool = pools.get(lane);
      if (pool?.tls === tls) return pool.agent;
      retire(lane);
      const options = { keepAlive: true, maxSockets: MAX_SOCKETS[lane], maxFreeSockets: 4 };
      const agent = secure ? new https.Agent({ ...options, ...tls }) : new http.Agent(options);
      pools.set(lane, { tls, agent });
      return agent;
    },
    refresh: retire,
    close() {
      for (const lane of [...pools.keys()]) retire(lane);
      for (const agent of retired) agent.destroy();
      retired.clear();
    },
  };
}

function isEmpty(agent: http.Agent): boolean {
  return Object.keys(agent.sockets).length === 0 && Object.keys(agent.requests).length === 0;
}
