'use client';
import { lazy, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { useVisibility } from '#lib/client/visibility-query.ts';

const HiddenResources = lazy(() => import('./hidden-resources.tsx'));

/** Says on every page which objects it cannot show because Rollcall may not see them; asked once the cluster is there. */
export function HiddenBanner({ cluster, listed }: { readonly cluster: string; readonly listed: boolean }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const { data } = useVisibility(cluster, { enabled: listed });
  if (!data || data.hidden.length === 0) return null;
  const resources = data.hidden.map(({ resource }) => resource).join(', ');
  return (
    <div role="alert" className="border-b border-missing bg-missing/14 px-5 py-1.5 text-missing-text" data-print="hide">
      <b>{t('hidden.title', { resources })}</b> {t('hidden.effect')}{' '}
      <button type="button" className="cursor-pointer underline" onClick={() => setOpen(true)}>
        {t('hidden.how')}
      </button>
      <Modal title={t('hidden.title', { resources })} closeLabel={t('ui.close')} open={open} onClose={() => setOpen(false)}>
        <LazyPart>
          <HiddenResources {...data} />
        </LazyPart>
      </Modal>
    </div>
  );
}
