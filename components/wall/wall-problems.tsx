'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { WallParamProblem } from './wall-params.ts';
import { WALL_UNIT } from './wall-screen.tsx';

/** Longer values are cut: they are in the address too. */
const SHOWN = 80;

/** Each parameter that cannot be followed gets one sentence that names it and what it takes; to be read from afar as well. */
export function WallProblems({ problems, wall }: { readonly problems: readonly WallParamProblem[]; readonly wall: string }) {
  const t = useTranslations();
  return (
    <main
      id="content"
      className="flex min-h-dvh flex-col justify-center gap-[calc(2*var(--u))] bg-panel px-[calc(6*var(--u))] py-[calc(3*var(--u))] text-[calc(2*var(--u))] leading-snug"
      style={WALL_UNIT}
    >
      <h1 className="text-[calc(4*var(--u))] leading-tight font-semibold tracking-tight">{t('wall.badTitle')}</h1>
      <ul className="flex flex-col gap-[calc(0.8*var(--u))]">
        {problems.map(({ param, value, kind }) => (
          <li key={`${param} ${kind} ${value}`} className="wrap-anywhere">
            {kind === 'bad'
              ? t(`wall.bad.${param}`, { value: visibleText(value.slice(0, SHOWN)) })
              : t(`wall.${kind}`, { param, value: visibleText(value.slice(0, SHOWN)) })}
          </li>
        ))}
      </ul>
      <p className="wrap-anywhere text-mute">
        <code className="text-[0.9em]">{`${wall}?ds=kube-system/kube-proxy&every=20s`}</code>
      </p>
      <p>
        <Link href={wall} className="text-accent hover:underline">
          {t('wall.badHome')}
        </Link>
      </p>
    </main>
  );
}
