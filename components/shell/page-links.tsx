'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { wallPath } from '#components/wording/page-paths.ts';

/** The pages of a cluster; the one that is open is marked. */
export function PageLinks({ cluster, className }: { readonly cluster: string; readonly className: string }) {
  const t = useTranslations();
  const path = usePathname();
  const home = `/c/${encodeURIComponent(cluster)}`;
  const pages = [
    { href: home, name: 'DaemonSets', open: path === home },
    { href: `${home}/matrix`, name: t('matrix.nav'), open: path === `${home}/matrix` },
    { href: wallPath(cluster), name: t('wall.nav'), open: false },
  ];
  return (
    <nav aria-label={t('shell.nav')} className={className} data-print="hide">
      {pages.map(({ href, name, open }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={open ? 'page' : undefined}
          className="rounded-md px-2.5 py-1 text-mute hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
