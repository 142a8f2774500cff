'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { FoldMenu } from '#components/ui/fold-menu.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { Export } from './export-nodes.ts';

/** What became of it stands in the place of the menu's name for so long. */
const SAID_MS = 2_500;

interface ExportMenuProps {
  readonly live: LiveDaemonSet;
  readonly cluster: string;
  /** In the order in which they are written. */
  readonly slots: ArrayLike<number> & Iterable<number>;
  readonly chosen: boolean;
}

/** The chosen or shown rows as a file or in the clipboard. */
export function ExportMenu({ live, cluster, slots, chosen }: ExportMenuProps) {
  const t = useTranslations();
  const [said, setSaid] = useState('');
  const hand = async (how: Export) => {
    const { exportNodes } = await import('./export-nodes.ts');
    const done = await exportNodes(how, { live, slots, cluster });
    setSaid(done ? t(how === 'copy' ? 'ui.copied' : 'export.saved', { count: slots.length }) : t('ui.copyFailed'));
    setTimeout(() => setSaid(''), SAID_MS);
  };
  return (
    <>
      <FoldMenu label={said || t('export.menu')} look="quiet" className="h-6 px-1.5 text-xs" lazy>
        {(close) => (
          <>
            <p className="px-2.5 pt-1 pb-1.5 text-xs text-mute">
              {t(chosen ? 'export.chosen' : 'export.shown', { count: slots.length })}
            </p>
            {(['csv', 'json', 'copy'] as const).map((how) => (
              <Button
                key={how}
                look="menu"
                onClick={() => {
                  close();
                  void hand(how);
                }}
              >
                {t(`export.${how}`)}
              </Button>
            ))}
          </>
        )}
      </FoldMenu>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
