'use client';
import { Command as Menu } from 'cmdk';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CommandItems } from './command-items.tsx';
import { FoundItems } from './found-items.tsx';
import { PaletteFooter } from './palette-footer.tsx';
import { LONGEST_TEXT, PALETTE_FRAME, PALETTE_INPUT } from './palette-look.ts';
import { RecentItems } from './recent-items.tsx';
import { usePaletteSearch } from './use-palette-search.ts';

interface PaletteDialogProps {
  readonly cluster: string;
  /** The page below. */
  readonly path: string;
  readonly scope: 'all' | 'nodes';
  /** What was typed before this was there. */
  readonly typed?: string;
  readonly onClose: () => void;
}

/** Finds anything by typing and goes there, or opens the dialog of an act; it changes nothing itself. */
export default function PaletteDialog({ cluster, path, scope, typed = '', onClose }: PaletteDialogProps) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(typed);
  const search = usePaletteSearch(cluster, text);
  const enterWhenFound = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  useEffect(() => {
    if (search.pending || !enterWhenFound.current) return;
    enterWhenFound.current = false;
    const items = dialog.current?.querySelectorAll<HTMLElement>('[cmdk-item]') ?? [];
    ([...items].find((item) => item.getAttribute('aria-selected') === 'true') ?? items[0])?.click();
  }, [search.pending]);
  const finish = (run: () => void) => {
    // Closed first, so that the page, or the dialog that opens, gets the focus.
    dialog.current?.close();
    run();
  };
  const empty = text.trim() === '';
  const label = scope === 'nodes' ? t('palette.placeholderNodes') : t('palette.placeholder');
  return (
    <dialog
      ref={dialog}
      aria-label={t('palette.title')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        dialog.current?.close();
      }}
      className={PALETTE_FRAME}
    >
      <Menu shouldFilter={false} loop label={label} className="flex max-h-[70dvh] flex-col">
        <Menu.Input
          ref={input}
          value={text}
          onValueChange={(next) => {
            enterWhenFound.current = false;
            setText(next);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || !search.pending) return;
            // The list is still that of an earlier text.
            event.preventDefault();
            event.stopPropagation();
            enterWhenFound.current = true;
          }}
          placeholder={label}
          aria-label={label}
          maxLength={LONGEST_TEXT}
          spellCheck={false}
          className={PALETTE_INPUT}
        />
        <Menu.List label={label} className="min-h-0 overflow-y-auto overscroll-contain p-1.5">
          {scope === 'all' && empty && <RecentItems cluster={cluster} path={path} onChoose={finish} />}
          {scope === 'all' && <CommandItems text={text} onChoose={finish} />}
          <FoundItems cluster={cluster} path={path} scope={scope} search={search} onChoose={finish} />
        </Menu.List>
        <PaletteFooter search={search} empty={empty} />
      </Menu>
    </dialog>
  );
}
