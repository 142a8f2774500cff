'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { FoldMenu } from '#components/ui/fold-menu.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import type { NodeOrder } from './node-order.ts';
import type { Selection } from './use-selection.ts';

interface ChoiceMenuProps {
  readonly live: LiveDaemonSet;
  readonly order: NodeOrder;
  readonly matches: ((slot: number) => boolean) | null;
  readonly selection: Selection;
}

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
