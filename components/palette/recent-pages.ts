import { type PageAddress, pageAddress } from '#components/wording/page-paths.ts';

const KEY = 'rollcall-recent';
const MOST = 8;

/** The objects whose pages were looked at last in this browser, newest first. What is stored and cannot be read is left out. */
export function readRecent(cluster: string): readonly PageAddress[] {
  return readPaths(cluster).flatMap((path) => pageAddress(path) ?? []);
}

/** Remembers that a page was looked at; pages about no object are not remembered. */
export function rememberPage(cluster: string, path: string): void {
  if (pageAddress(path) === null) return;
  const paths = [path, ...readPaths(cluster).filter((other) => other !== path)].slice(0, MOST);
  storage()?.setItem(`${KEY}:${cluster}`, JSON.stringify(paths));
}

function readPaths(cluster: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(storage()?.getItem(`${KEY}:${cluster}`) ?? '[]');
    return Array.isArray(stored) ? stored.filter((path) => typeof path === 'string').slice(0, MOST) : [];
  } catch (cause) {
    if (cause instanceof SyntaxError) return [];
    throw cause;
  }
}

/** Null where the browser forbids pages to store anything. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (cause) {
    if (cause instanceof DOMException) return null;
    throw cause;
  }
}
