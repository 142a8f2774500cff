'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { FoldMenu } from '#components/ui/fold-menu.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { GroupName } from './group-name.tsx';
import type { NodeOrder } from './node-order.ts';
import type { Selection } from './use-selection.ts';

interface ChoiceMenuProps {
  readonly live: LiveDaemonSet;
  readonly order: NodeOrder;
  readonly matches: ((slot: number) => boolean) | null;
  readonly selection: Selection;
}

/** More groups than this are chosen in the grid, not in a menu. */
const MOST_GROUPS = 40;

/** Chooses many Nodes at once, for hands that do not draw rectangles. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const t = useTranslations();
  return (
    <FoldMenu label={t('choice.menu')} look="quiet" className="h-6 px-1.5 text-xs" lazy>
      {(close) => <ChoiceItems {...props} onDone={close} />}
    </FoldMenu>
  );
}

function ChoiceItems({ live, order, matches, selection, onDone }: ChoiceMenuProps & { readonly onDone: () => void }) {
  const t = useTranslations();
  const wording = useWording();
  const items = [
    { key: 'all', slots: order.slots },
    { key: 'stale', slots: order.slots.filter((slot) => ((live.marks[slot] ?? 0) & MARK.stale) !== 0) },
    ...(matches ? [{ key: 'found', slots: order.slots.filter(matches) }] : []),
  ] as const;
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <>
      {items.map(({ key, slots }) => (
        <Button key={key} look="menu" disabled={slots.length === 0} onClick={done(() => selection.choose(slots))}>
          <span className="grow text-left">{t(`choice.${key}`)}</span>
          <b>{wording.number(slots.length)}</b>
        </Button>
      ))}
      {order.groupedBy.length > 0 && order.groups.length <= MOST_GROUPS && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
        <div role="group" aria-label={t('grid.groupBy')} className="my-1 max-h-60 overflow-y-auto border-y border-line py-1">
          {order.groups.map(({ key, inner, start, count }) => (
            <Button
              key={`${key}\n${inner ?? ''}`}
              look="menu"
              onClick={done(() => selection.choose(order.slots.subarray(start, start + count)))}
            >
              <span className="flex min-w-0 grow gap-1.5 text-left">
                <GroupName grouping={order.groupedBy[0] ?? 'none'} value={key} />
                {inner !== null && <GroupName grouping={order.groupedBy[1] ?? 'none'} value={inner} />}
              </span>
              <b>{wording.number(count)}</b>
            </Button>
          ))}
        </div>
      )}
      <Button
        look="menu"
        disabled={selection.store.size + selection.store.missing().length === 0}
        onClick={done(selection.clear)}
      >
        {t('choice.clear')}
      </Button>
    </>
  );
}
