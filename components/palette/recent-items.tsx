'use client';
import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath, nodePath } from '#components/wording/page-paths.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { readRecent } from './recent-pages.ts';

interface RecentItemsProps {
  readonly cluster: string;
  readonly path: string;
  readonly onChoose: (run: () => void) => void;
}

/** The objects that were looked at last, without the one that is shown. */
export function RecentItems({ cluster, path, onChoose }: RecentItemsProps) {
  const t = useTranslations();
  const router = useRouter();
  const recent = readRecent(cluster)
    .map((page) => ({ page, to: page.kind === 'node' ? nodePath(cluster, page.name) : daemonSetPath(cluster, page) }))
    .filter(({ to }) => to !== path);
  if (recent.length === 0) return null;
  return (
    <PaletteGroup heading={t('palette.recent')}>
      {recent.map(({ page, to }) => (
        <PaletteItem
          key={to}
          id={`recent ${to}`}
          icon={<History size={14} />}
          text={page.name}
          note={page.kind === 'node' ? 'Node' : visibleText(page.namespace)}
          onChoose={() => onChoose(() => router.push(to))}
        />
      ))}
    </PaletteGroup>
  );
}
