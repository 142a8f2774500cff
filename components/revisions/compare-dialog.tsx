'use client';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { RevisionDiff } from './revision-diff.tsx';
import type { ShownRevision } from './shown-revisions.ts';
import type { Comparison } from './use-comparison.ts';

interface CompareDialogProps {
  readonly address: DaemonSetAddress;
  readonly revisions: readonly ShownRevision[];
  /** What is compared, null while nothing is. */
  readonly comparison: Comparison | null;
  readonly onCompare: (comparison: Comparison | null) => void;
}

/** Any two revisions beside each other. */
export function CompareDialog({ address, revisions, comparison, onCompare }: CompareDialogProps) {
  const t = useTranslations();
  const options = useOptions(revisions);
  return (
    <Modal
      title={t('revisionDiff.title')}
      closeLabel={t('ui.close')}
      open={comparison !== null}
      onClose={() => comparison !== null && onCompare(null)}
    >
      {comparison && (
        <div className="flex flex-col gap-3">
          <div className="-ml-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
            <SelectMenu
              label={t('revisionDiff.from')}
              value={comparison.from}
              options={options}
              onChange={(from) => onCompare({ ...comparison, from })}
            />
            <SelectMenu
              label={t('revisionDiff.to')}
              value={comparison.to}
              options={options}
              onChange={(to) => onCompare({ ...comparison, to })}
            />
            <Button look="quiet" onClick={() => onCompare({ from: comparison.to, to: comparison.from })}>
              <ArrowLeftRight size={13} aria-hidden="true" />
              {t('revisionDiff.swap')}
            </Button>
          </div>
          <RevisionDiff address={address} {...comparison} yamlOpen />
        </div>
      )}
    </Modal>
  );
}

function useOptions(revisions: readonly ShownRevision[]): readonly { readonly value: string; readonly label: string }[] {
  const t = useTranslations();
  return revisions
    .filter(({ readable }) => readable)
    .map(({ revision, current, name, changeCause }) => {
      const facts = [current ? t('revisions.update') : '', visibleText(changeCause ?? '').slice(0, 60)].filter(Boolean);
      return { value: name, label: [revision ?? name, ...facts].join(' · ') };
    });
}
