'use client';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { LONGEST_TEXT, PALETTE_FRAME, PALETTE_INPUT } from './palette-look.ts';

interface PaletteWaitingProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** Takes what is typed while the code of the palette is fetched, which would go to the page otherwise. */
export function PaletteWaiting({ text, onText, onClose }: PaletteWaitingProps) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={t('palette.title')} onClose={onClose} className={PALETTE_FRAME}>
      <input
        value={text}
        onChange={(event) => onText(event.target.value)}
        aria-label={t('palette.title')}
        placeholder={t('ui.loading')}
        maxLength={LONGEST_TEXT}
        spellCheck={false}
        className={PALETTE_INPUT}
      />
    </dialog>
  );
}
