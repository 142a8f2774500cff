import 'server-only';

/**
 * What a path answers: `file`, a file of the build, the same for everybody; `open`, what is answered before sign-in;
 * `data`, JSON, streams and metrics; `page`, a document.
 */
export type PathKind = 'file' | 'open' | 'data' | 'page';

/** The live streams. */
export const STREAM_PATH = /^\/api\/(?:c\/[^?]*\/)?live(?:$|\?)/;

const FILE = /^\/(?:_next\/static\/|icon\.svg$)/;
const OPEN = /^\/(?:livez|readyz|api\/session)$/;
const DATA = /^\/(?:api|_next|metrics)(?:\/|$)/;

/** The kind of a path without its query. */
export function pathKind(path: string): PathKind {
  if (FILE.test(path)) return 'file';
  if (OPEN.test(path)) return 'open';
  return DATA.test(path) ? 'data' : 'page';
}
