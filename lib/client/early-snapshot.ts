/** A snapshot that was asked for before the page's own code was there. */
interface EarlySnapshot {
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Null when the server could not be reached. */
  readonly answer: Promise<Response | null>;
}

declare global {
  var rollcallEarlySnapshot: EarlySnapshot | undefined;
}

/**
 * Runs in the document's head: asks for the snapshot of the page that its address names, while the browser still fetches and
 * reads the page's code. The path of a page is that of its snapshot, less `/api` before and `/snapshot` behind.
 */
export const EARLY_SNAPSHOT_SCRIPT = `(()=>{const page=/^\\/c\\/[^/]+(\\/matrix|\\/daemonsets\\/[^/]+\\/[^/]+)?$/.exec(location.pathname);if(page){const path='/api'+page[0]+'/snapshot';globalThis.rollcallEarlySnapshot={path,askedAt:Date.now(),answer:fetch(path,{cache:'no-store'}).catch(()=>null)}}})();`;

/** A feed counts a snapshot as heard when it asks for one: what was asked for long before then, it has to ask for again. */
const MOST_AGE_MS = 5_000;

/** The early answer from this path, once; null when there is none that can be used. */
export async function takeEarlySnapshot(path: string): Promise<Response | null> {
  const early = globalThis.rollcallEarlySnapshot;
  if (early?.path !== path) return null;
  globalThis.rollcallEarlySnapshot = undefined;
  const age = Date.now() - early.askedAt;
  if (!(age >= 0 && age <= MOST_AGE_MS)) return null;
  const answer = await early.answer;
  return answer?.ok ? answer : null;
}
