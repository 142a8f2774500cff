'use client';
import { lazy, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { truncateMiddle } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { NodeOrder } from './node-order.ts';
import { type Selection, useSelectionVersion } from './use-selection.ts';

const FooterMenus = lazy(async () => ({ default: (await import('./footer-menus.tsx')).FooterMenus }));

interface NodesFooterProps {
  readonly live: LiveDaemonSet;
  readonly order: NodeOrder;
  /** Which Nodes the search found; null when nothing is searched. */
  readonly matches: ((slot: number) => boolean) | null;
  readonly selection: Selection;
  readonly cluster: string;
  readonly table: boolean;
}

const NAMES_SHOWN = 3;
const LONGEST_NAME = 40;

/** How many Nodes are shown and chosen, what of a selection is not there, and how to choose many at once. Always there: nothing jumps. */
export function NodesFooter({ live, order, matches, selection, cluster, table }: NodesFooterProps) {
  const t = useTranslations();
  const { store, place, unreadable } = selection;
  const version = useSelectionVersion(store);
  const exported = useMemo(
    () => (version >= 0 && store.size > 0 ? { slots: store.slots(), chosen: true } : { slots: order.slots, chosen: false }),
    [store, version, order],
  );
  const missing = store.missing();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store changes under its version
  const hidden = useMemo(
    () => store.slots().reduce((count, slot) => count + Number((order.positions[slot] ?? -1) < 0), 0),
    [store, version, order],
  );
  const notes = [
    hidden > 0 && t('choice.hidden', { count: hidden }),
    missing.length > 0 && t('choice.missing', { count: missing.length, names: namesText(missing) }),
    unreadable > 0 && t('choice.unreadable', { count: unreadable }),
    place !== 'address' && t(`choice.${place}`),
  ].filter((note) => note !== false);
  return (
    <div className="flex shrink-0 items-center gap-x-3 border-t border-line px-3 py-1 text-xs" data-print="hide">
      <p className="min-w-0 grow truncate text-mute tabular-nums" title={notes.join(' · ')}>
        {store.size > 0 ? (
          <b className="text-ink">{t('choice.chosen', { count: store.size })}</b>
        ) : (
          t('choice.shown', { count: order.slots.length })
        )}
        {notes.map((note) => ` · ${note}`).join('')}
      </p>
      <LazyPart waiting={<span className="h-6 w-32" />}>
        <FooterMenus
          live={live}
          cluster={cluster}
          order={order}
          table={table}
          matches={matches}
          selection={selection}
          exported={exported}
        />
      </LazyPart>
    </div>
  );
}

function namesText(names: readonly string[]): string {
  const some = names.slice(0, NAMES_SHOWN).map((name) => truncateMiddle(visibleText(name), LONGEST_NAME));
  return `${some.join(', ')}${names.length > NAMES_SHOWN ? ', …' : ''}`;
}
