'use client';
import { useTranslations } from 'use-intl';
import { refusalCode } from '#lib/client/log-query.ts';
import { problemOfError } from './request-problem.ts';

const WORDS = {
  'log.notStarted': 'notStarted',
  'log.noPrevious': 'noPrevious',
  'container.notFound': 'noContainer',
  'target.notFound': 'gone',
  'rbac.forbidden': 'forbidden',
} as const;

/** Why there is no log, or no more of it: in words of ours where we know what it means, with the server's own below. */
export function LogProblem({ error, kept }: { readonly error: Error; readonly kept: boolean }) {
  const t = useTranslations();
  const code = refusalCode(error);
  const known = Object.entries(WORDS).find(([one]) => one === code)?.[1];
  return (
    <div role="status" className="rounded-md bg-hover px-2 py-1.5 text-xs">
      {known !== undefined && <p className="font-semibold">{t(`log.why.${known}`)}</p>}
      <p className="break-words text-mute">{problemOfError(error)}</p>
      {kept && <p className="text-mute">{t('log.kept')}</p>}
    </div>
  );
}
