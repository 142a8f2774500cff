import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';

/** Asks again. */
export function RefreshButton({ busy, onClick }: { readonly busy: boolean; readonly onClick: () => void }) {
  const t = useTranslations();
  return (
    <Button
      look="quiet"
      className="h-6 px-1.5"
      aria-label={t('log.refresh')}
      aria-disabled={busy}
      title={t('log.refresh')}
      onClick={busy ? undefined : onClick}
    >
      <RefreshCw size={12} aria-hidden="true" />
    </Button>
  );
}
