'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

export default function ErrorPage({ error, reset }: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  const t = useTranslations();
  return (
    <main>
      <Notice level={1} title={t('problem.page')} actions={<Button onClick={reset}>{t('problem.retry')}</Button>}>
        <p>{t('problem.pageWhy')}</p>
        {error.digest && <p>{t('problem.digest', { digest: error.digest })}</p>}
      </Notice>
    </main>
  );
}
