'use client';
import { useEffect, useState } from 'react';
import { WallMishap } from '#components/wall/wall-mishap.tsx';
import { reloadPage } from '#lib/client/reload-page.ts';

const MEMORY_KEY = 'rollcall-wall-mishaps';
/** A wall that was drawn for so long is well again. */
const WELL_AFTER_MS = 10 * 60_000;

/** A wall that fails never stays white. How often it did is kept over reloads, so that they do not follow each other fast. */
export default function WallErrorPage({ reset }: { readonly reset: () => void }) {
  const [tries] = useState(recentMishaps);
  useEffect(() => sessionStorage.setItem(MEMORY_KEY, `${Date.now()} ${tries + 1}`), [tries]);
  return <WallMishap tries={tries} onRetry={reset} onReload={() => void reloadPage().then(reset)} />;
}

function recentMishaps(): number {
  const [, at = '0', count = '0'] = /^(\d+) (\d+)$/.exec(sessionStorage.getItem(MEMORY_KEY) ?? '') ?? [];
  return Date.now() - Number(at) < WELL_AFTER_MS ? Number(count) : 0;
}
