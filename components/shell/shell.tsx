'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Connection } from '#lib/feed/connection.ts';
import { ClusterSwitcher } from './cluster-switcher.tsx';
import { ConnectionPill, StaleBanner } from './connection-pill.tsx';
import { DemoBar } from './demo-bar.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { HiddenBanner } from './hidden-banner.tsx';
import { IdentityDialog } from './identity-dialog.tsx';
import { Logo } from './logo.tsx';
import { PageLinks } from './page-links.tsx';
import { PaletteButton } from './palette-button.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { Tour } from './tour.tsx';
import { WeaknessBanner } from './weakness-banner.tsx';

interface ShellProps {
  readonly cluster: string;
  /** Null until the first word of the feed, undefined when there is none to come. */
  readonly connection: Connection | null | undefined;
  /** The page fills the window and scrolls inside, instead of growing. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page of a cluster: one quiet header, the truth about the connection, the page. */
export function Shell({ cluster, connection, fill = false, children }: ShellProps) {
  const t = useTranslations();
  const home = `/c/${encodeURIComponent(cluster)}`;
  return (
    <div className={`flex min-h-dvh flex-col ${fill ? 'desktop:h-dvh' : ''}`}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-md focus:bg-panel focus:px-3 focus:py-1.5"
      >
        {t('shell.skip')}
      </a>
      <header
        data-print="hide"
        className="flex h-11 shrink-0 items-center gap-x-1 border-b border-line bg-panel px-2 sm:gap-x-3 sm:px-4"
      >
        <Link href={home} prefetch={false} className="flex items-center gap-2 text-sm font-semibold tracking-tight">
          <Logo />
          <span className="max-sm:sr-only">Rollcall</span>
        </Link>
        <ClusterSwitcher cluster={cluster} />
        <PageLinks cluster={cluster} className="flex gap-1 max-lg:hidden" />
        <span className="grow" />
        <PaletteButton />
        {connection !== undefined && <ConnectionPill connection={connection} />}
        <span className="flex">
          <IdentityDialog cluster={cluster} />
          <ThemeToggle />
          <HelpDialog />
        </span>
      </header>
      <PageLinks cluster={cluster} className="flex gap-1 border-b border-line bg-panel px-2 py-1 lg:hidden" />
      <DemoBar cluster={cluster} />
      <WeaknessBanner cluster={cluster} />
      <HiddenBanner cluster={cluster} listed={connection != null} />
      <StaleBanner connection={connection ?? null} />
      {connection && <Tour cluster={cluster} />}
      <main id="content" data-stale={connection?.state === 'stale'} className="flex min-h-0 grow flex-col">
        {children}
      </main>
    </div>
  );
}
