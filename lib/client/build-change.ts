'use client';
import { useEffect, useEffectEvent } from 'react';
import { reloadPage } from './reload-page.ts';
import { useSession } from './session-query.ts';

/** A page that was loaded for a build that never came is not loaded again for it before this time is over. */
const AGAIN_AFTER_MS = 10 * 60_000;
const MEMORY_KEY = 'rollcall-reloaded-for';

/** For which build a page was last loaded anew, and when. */
export interface ReloadMemory {
  readonly build: string;
  readonly at: number;
}

/**
 * Whether the page should be loaded anew. Takes the build that the page came with, the one that answers now and the last
 * reload: servers of two builds behind one address must not make it load for ever.
 */
export function shouldReload(page: string, server: string, last: ReloadMemory | null, now: number): boolean {
  if (page === '' || server === '' || page === server) return false;
  return last === null || last.build !== server || now - last.at >= AGAIN_AFTER_MS || now < last.at;
}

/** Loads the page anew once the server is of another build and answers with a page. */
export function useReloadOnNewBuild(): void {
  const { data, dataUpdatedAt } = useSession();
  const reload = useEffectEvent(() => void reloadFor(data?.build ?? ''));
  useEffect(() => {
    if (dataUpdatedAt > 0) reload();
  }, [dataUpdatedAt]);
}

async function reloadFor(build: string): Promise<void> {
  const now = Date.now();
  if (!shouldReload(document.documentElement.dataset.build ?? '', build, readMemory(), now)) return;
  await reloadPage(() => sessionStorage.setItem(MEMORY_KEY, `${now} ${build}`));
}

function readMemory(): ReloadMemory | null {
  const [, at, build] = /^(\d+) (\S+)$/.exec(sessionStorage.getItem(MEMORY_KEY) ?? '') ?? [];
  return build === undefined ? null : { build, at: Number(at) };
}
