'use client';
import { useTranslations } from 'use-intl';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import type { ActAnswer } from '#lib/feed/act.ts';
import { KubectlCommands } from './kubectl-commands.tsx';
import { MessageList } from './message-list.tsx';
import { PlanCells } from './plan-cells.tsx';
import { outcomeCounts, ResultList } from './result-list.tsx';

/** What became of each object, and the Nodes as they change because of it. */
export function ResultView({ answer, live }: { readonly answer: ActAnswer; readonly live: LiveDaemonSet }) {
  useLiveVersion(live);
  const t = useTranslations();
  const wording = useWording();
  const { plan, results, kubectl } = answer;
  const counts = outcomeCounts(results);
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <p className="font-semibold">
          {counts
            .map(({ outcome, count }) => t('acts.result.count', { count, outcome: t(`acts.outcome.${outcome}`) }))
            .join(' · ')}
          {counts.length === 0 && t('acts.plan.nothing')}
        </p>
        <p className="mt-0.5 text-mute">{wording.message(live.detail.sentence)}</p>
      </div>
      {plan.nodes.length > 0 && <PlanCells nodes={plan.nodes} nodeCount={plan.nodeCount} live={live} />}
      {results.length > 0 && <ResultList results={results} />}
      <MessageList messages={plan.warnings} kind="warning" />
      {kubectl !== '' && <KubectlCommands commands={kubectl} />}
    </div>
  );
}
