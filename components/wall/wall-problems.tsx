'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { WallParamProblem } from './wall-params.ts';

/** Each parameter that cannot be followed gets one sentence that names it and what it takes. */
export function WallProblems({ problems, wall }: { readonly problems: readonly WallParamProblem[]; readonly wall: string }) {
  const t = useTranslations();
  return (
    <main id="content">
      <Notice
        level={1}
        title={t('wall.badTitle')}
        commands={[`${wall}?ds=kube-system/kube-proxy&every=20s`]}
        actions={
          <Link href={wall} className="text-accent hover:underline">
            {t('wall.badHome')}
          </Link>
        }
      >
        <ul className="flex flex-col gap-1.5">
          {problems.map(({ param, value, kind }) => (
            <li key={`${param} ${kind} ${value}`} className="wrap-anywhere">
              {kind === 'bad'
                ? t(`wall.bad.${param}`, { value: visibleText(value.slice(0, SHOWN)) })
                : t(`wall.${kind}`, { param, value: visibleText(value.slice(0, SHOWN)) })}
            </li>
          ))}
        </ul>
      </Notice>
    </main>
  );
}

const SHOWN = 80;
