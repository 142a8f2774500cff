'use client';
import { lazy, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Problem } from '#lib/rollout/summary.ts';

const LogEnd = lazy(async () => ({ default: (await import('./log-end.tsx')).LogEnd }));

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
        {open && (
          <LazyPart waiting={<Skeleton className="h-16 w-full" />}>
            <LogEnd address={{ cluster, namespace, pod, container, previous: restarts > 0, tailLines: LINES }} />
          </LazyPart>
        )}
      </div>
    </div>
  );
}
