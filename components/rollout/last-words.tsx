'use client';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { readLog } from '#components/ui/log-lines.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { usePodLog } from '#lib/client/queries.ts';
import type { Problem } from '#lib/rollout/summary.ts';

const LINES = 10;
/** Causes by which a container has ended: what it said last often says why. */
const ENDED: ReadonlySet<string> = new Set([
  'problem.crash',
  'problem.killed',
  'problem.signal',
  'problem.exited',
  'problem.outOfMemory',
]);

interface LastWordsProps {
  readonly cluster: string;
  readonly namespace: string;
  readonly problem: Problem;
}

/** The last lines of a container that has ended, read when asked for; nothing for other causes. */
export function LastWords({ cluster, namespace, problem }: LastWordsProps) {
  const t = useTranslations();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { title, pod, restarts } = problem;
  const { container } = title.params;
  if (pod === null || typeof container !== 'string' || !ENDED.has(title.code)) return null;
  return (
    <div className="min-w-0 text-xs">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="min-h-6 text-accent hover:underline"
        onClick={() => setOpen(!open)}
      >
        {open ? t('problems.hideWords') : t('problems.lastWords', { pod: visibleText(pod) })}
      </button>
      <div id={id}>
        {open && <Words address={{ cluster, namespace, pod, container, previous: restarts > 0, tailLines: LINES }} />}
      </div>
    </div>
  );
}

function Words({ address }: { readonly address: Parameters<typeof usePodLog>[0] }) {
  const t = useTranslations();
  const { data, error, isPending } = usePodLog(address);
  const lines = readLog(data ?? '');
  if (isPending) return <Skeleton className="h-16 w-full" />;
  if (error) return <p className="break-words text-mute">{visibleText(error.message)}</p>;
  if (lines.length === 0) return <p className="text-mute">{t('log.empty')}</p>;
  return (
    <pre
      role="log"
      aria-label={t('log.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-48 overflow-auto rounded-md bg-hover px-2 py-1 font-mono text-2xs whitespace-pre-wrap"
    >
      {lines.map(({ text }) => text).join('\n')}
    </pre>
  );
}
