'use client';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { FleetBadge } from '#components/shell/tab-badge.tsx';
import { useTheme } from '#components/shell/use-theme.ts';
import { WeaknessBanner } from '#components/shell/weakness-banner.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { Wall } from '#components/wall/wall.tsx';
import { readWallParams } from '#components/wall/wall-params.ts';
import { WallProblems } from '#components/wall/wall-problems.tsx';
import { useReloadOnNewBuild } from '#lib/client/build-change.ts';
import { useSession } from '#lib/client/session-query.ts';
import { useDocumentTitle } from '../use-document-title.ts';

/** TV mode by address: a screen for a room, which goes on for weeks without anybody beside it. */
export function WallView({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const query = useSearchParams();
  const { data: session } = useSession();
  useReloadOnNewBuild();
  const settings = readWallParams(new URLSearchParams(query));
  // A screen without a keyboard takes its theme from its address; what the browser has chosen stays for its other pages.
  useTheme('problems' in settings ? null : settings.theme);
  const home = `/c/${encodeURIComponent(cluster)}`;
  const title = t('wall.title', { cluster: visibleText(cluster) });
  if ('problems' in settings) return <Misled title={title} problems={settings.problems} wall={`${home}/wall`} />;
  return (
    <Wall
      cluster={cluster}
      settings={settings}
      links={{ home, other: otherFace(`${home}/wall`, query, settings.show) }}
      signedOut={session?.signedIn === false}
      banner={<WeaknessBanner cluster={cluster} />}
      badge={(items, live) => <FleetBadge title={title} items={items} stale={!live} />}
    />
  );
}

function Misled({ title, ...props }: Parameters<typeof WallProblems>[0] & { readonly title: string }) {
  useDocumentTitle(title);
  return <WallProblems {...props} />;
}

function otherFace(path: string, query: URLSearchParams, show: 'one' | 'all'): string {
  const other = new URLSearchParams(query);
  if (show === 'all') other.delete('show');
  else other.set('show', 'all');
  return other.size === 0 ? path : `${path}?${other}`;
}
