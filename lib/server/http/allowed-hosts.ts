import 'server-only';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;

/**
 * The Host headers to answer to: loopback names with the port, and what ROLLCALL_ALLOWED_HOSTS lists, separated by
 * commas; an entry with a port is taken as it stands, one without also with the port. No wildcards.
 */
export function allowedHosts(environment: Readonly<Record<string, string | undefined>>): ReadonlySet<string> {
  const port = environment.PORT || environment.ROLLCALL_PORT || '7655';
  const listed = (environment.ROLLCALL_ALLOWED_HOSTS ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => HOST.test(entry));
  return new Set([...LOOPBACK.map((name) => `${name}:${port}`), ...listed.flatMap((entry) => withPort(entry, port))]);
}

function withPort(entry: string, port: string): readonly string[] {
  return /:[0-9]+$/.test(entry) ? [entry] : [entry, `${entry}:${port}`];
}
