/** A snapshot that was asked for before the page's own code was there. */
interface EarlySnapshot {
  readonly path: string;
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
export const EARLY_SNAPSHOT_SCRIPT = `(()=>{const page=/^\\/c\\/[^/]+(\\/matrix|\\/daemonsets\\/[^/]+\\/[^/]+)?$/.exec(location.pathname);if(page){const path='/api'+page[0]+'/snapshot';globalThis.rollcallEarlySnapshot={path,answer:fetch(path,{cache:'no-store'}).catch(()=>null)}}})();`;

/** The early answer from this path, once; null when there is none that can be used. */
export async function takeEarlySnapshot(path: string): Promise<Response | null> {
  const early = globalThis.rollcallEarlySnapshot;
  if (early?.path !== path) return null;
  globalThis.rollcallEarlySnapshot = undefined;
  const answer = await early.answer;
  return answer?.ok ? answer : null;
}
