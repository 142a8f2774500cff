'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { percentDone } from '#components/node-cell/progress-parts.ts';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { Problem, Summary } from '#lib/rollout/summary.ts';
import { useWallUnit } from './use-wall-unit.ts';
import { WallBar } from './wall-bar.tsx';
import { WallPhase } from './wall-phase.tsx';

const MOST_PROBLEMS = 2;
const COUNTS = [
  ['DESIRED', 'desired', ''],
  ['READY', 'ready', ''],
  ['UP-TO-DATE', 'updated', ''],
  ['AVAILABLE', 'available', ''],
  ['MISSCHEDULED', 'misscheduled', 'text-misscheduled-text'],
  ['STALE', 'stale', 'text-stale-text'],
] as const;

interface WallFactsProps {
  readonly summary: Summary;
  readonly problems: readonly Problem[];
}

/** What stands above the Nodes: name and phase, the sentence, the bar, the counts, and what holds it. */
export function WallFacts({ summary, problems }: WallFactsProps) {
  const t = useTranslations();
  const wording = useWording();
  const sentence = wording.message(summary.sentence);
  const evidence = wording.message(summary.reason);
  return (
    <div className="flex shrink-0 flex-col gap-[calc(1.1*var(--u))]">
      <div className="flex items-end justify-between gap-x-[calc(3*var(--u))] gap-y-[calc(0.6*var(--u))] max-sm:flex-col max-sm:items-start">
        <h1 className="flex min-w-0 flex-col tracking-tight max-sm:w-full">
          <span className="flex min-w-0 text-[calc(1.9*var(--u))] leading-tight text-mute">
            <MiddleText text={summary.namespace} />
          </span>
          <span className="flex min-w-0 text-[calc(4.2*var(--u))] leading-[1.1] font-semibold">
            <MiddleText text={summary.name} />
          </span>
        </h1>
        <WallPhase phase={summary.phase} className="shrink-0 text-[calc(6.4*var(--u))] leading-none tracking-tight" />
      </div>
      <p data-testid="sentence" className="line-clamp-2 text-[calc(2.3*var(--u))] leading-snug wrap-anywhere">
        {sentence}
        {evidence !== sentence && <span className="text-mute"> · {evidence}</span>}
      </p>
      <div className="flex items-center gap-[calc(1.5*var(--u))] text-[calc(2.2*var(--u))]">
        <WallBar summary={summary} className="h-[1.1em] min-w-0 grow" />
        <b className="text-[calc(3.4*var(--u))] leading-none tabular-nums">
          {t('progress.percent', { percent: percentDone(summary) })}
        </b>
      </div>
      <div className="flex items-start justify-between gap-x-[calc(3*var(--u))] gap-y-[calc(1*var(--u))] max-sm:flex-col">
        <Counts summary={summary} />
        <Problems problems={problems} />
      </div>
    </div>
  );
}

function Counts({ summary }: { readonly summary: Summary }) {
  const wording = useWording();
  return (
    <dl className="flex flex-wrap gap-x-[calc(2.2*var(--u))] sm:shrink-0 sm:flex-nowrap gap-y-[calc(0.6*var(--u))]">
      {COUNTS.map(([word, field, tone]) => (
        <div key={word}>
          <dt className="text-[calc(1.25*var(--u))] tracking-wide text-mute">{word}</dt>
          <dd
            className={`text-[calc(3.2*var(--u))] leading-none font-semibold tabular-nums ${summary[field] > 0 ? tone : 'text-faint'}`}
          >
            {wording.number(summary[field])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useTranslations();
  const wording = useWording();
  const size = Math.round(useWallUnit() * 1.6);
  if (problems.length === 0) return null;
  return (
    <ul className="flex max-w-full min-w-0 flex-col gap-[calc(0.4*var(--u))] text-[calc(1.9*var(--u))] leading-tight">
      {problems.slice(0, MOST_PROBLEMS).map((problem) => (
        <li key={`${problem.cause}/${problem.state}`} className="flex min-w-0 items-start gap-[0.5em]">
          <span className="mt-[0.2em]">
            <CellIcon state={problem.state} size={size} />
          </span>
          <span className={problems.length === 1 ? 'line-clamp-2 wrap-anywhere' : 'truncate'}>
            {t('wall.problem', { count: problem.nodeCount, title: wording.message(problem.title) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
