'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { BarePage } from '#components/shell/bare-page.tsx';
import { Notice } from '#components/ui/notice.tsx';

export default function NotFoundPage() {
  const t = useTranslations();
  return (
    <BarePage>
      <Notice
        level={1}
        title={t('notFound.page')}
        actions={
          <Link href="/" className="text-accent hover:underline">
            {t('notFound.home')}
          </Link>
        }
      >
        <p>{t('notFound.pageWhy')}</p>
      </Notice>
    </BarePage>
  );
}
