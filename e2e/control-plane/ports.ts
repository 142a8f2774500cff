import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the range from which systems take outgoing ports, so nothing grabs one between the test and the use.
const FIRST_PORT = 22_000;
const LAST_PORT = 22_999;
const ATTEMPTS = 200;

/** `count` different free ports of 127.0.0.1, at random from 22000 to 22999. Throws when there are not enough. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let attempt = 0; attempt < ATTEMPTS && found.size < count; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) throw new Error(`No ${count} free ports between ${FIRST_PORT} and ${LAST_PORT} on 127.0.0.1.`);
  return [...found];
}

/** True when 127.0.0.1:port can be listened on. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const outcome = Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]);
  server.listen(port, '127.0.0.1');
  const free = await outcome;
  if (free) {
    server.close();
    await once(server, 'close');
  }
  return free;
}
