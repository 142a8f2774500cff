import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const APP = path.resolve(import.meta.dirname, '../../../app');
/** What a path asks for beside its own parts. */
const QUERIES: Readonly<Record<string, string>> = {
  'api/c/[cluster]/daemonsets/[namespace]/[name]/revisions/diff': '?from=1&to=2',
  'api/c/[cluster]/search': '?q=a',
  'api/live': '?feed=rollcall/fleet',
};
/** The simulated cluster's own, which a real one has not. */
const NOT_HERE = ['api/[...path]', 'api/demo'];

export type ViewParts = Readonly<Record<'cluster' | 'namespace' | 'name' | 'node' | 'pod', string>>;

export interface SeenView {
  readonly path: string;
  readonly status: number;
}

/**
 * Asks for every page and every path below app/api that answers a GET, whatever there is by now, about one DaemonSet, one
 * Node and one Pod. A stream is left once it has begun. Throws when a path has a part that is not known here.
 */
export async function readEveryView(url: string, token: string, parts: ViewParts): Promise<readonly SeenView[]> {
  const seen: SeenView[] = [];
  for (const view of views()) {
    const asked = view.replace(/\[(\w+)\]/g, (_, part: string) => {
      if (!Object.hasOwn(parts, part)) throw new Error(`Say here which ${part} to look at for ${view}.`);
      return encodeURIComponent(parts[part as keyof ViewParts]);
    });
    const leave = new AbortController();
    const requestPath = `/${asked}${QUERIES[view] ?? ''}`;
    const answer = await fetch(url + requestPath, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal });
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) leave.abort();
    else await answer.arrayBuffer();
    seen.push({ path: requestPath, status: answer.status });
  }
  return seen;
}

function views(): readonly string[] {
  const routes = globSync('api/**/route.ts', { cwd: APP }).filter((file) =>
    /export const GET/.test(readFileSync(path.join(APP, file), 'utf8')),
  );
  const pages = globSync('**/page.tsx', { cwd: APP });
  return [...routes, ...pages]
    .map((file) => path.dirname(file).replace(/^\.$/, ''))
    .filter((view) => !NOT_HERE.includes(view))
    .sort();
}
