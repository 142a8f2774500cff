'use client';
import { CircleHelp } from 'lucide-react';
import { lazy, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useKey } from '#components/ui/use-key.ts';

const HelpContent = lazy(() => import('./help-content.tsx'));

/** What every cell, phase and key means; its words are fetched when they are wanted. */
export function HelpDialog() {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  useKey('help', () => setOpen(true));
  return (
    <>
      <button
        type="button"
        aria-label={t('help.open')}
        title={`${t('help.open')} (?)`}
        className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
        onClick={() => setOpen(true)}
      >
        <CircleHelp size={15} aria-hidden="true" />
      </button>
      <Modal title={t('help.title')} closeLabel={t('ui.close')} open={open} onClose={() => setOpen(false)}>
        <LazyPart waiting={<Skeleton className="h-[60dvh]" />}>
          <HelpContent />
        </LazyPart>
      </Modal>
    </>
  );
}
