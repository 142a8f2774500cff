'use client';
import { useTranslations } from 'use-intl';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import type { ActAnswer } from '#lib/feed/act.ts';
import { KubectlCommands } from './kubectl-commands.tsx';
import { MessageList } from './message-list.tsx';
import { SubjectCells } from './plan-cells.tsx';
import { outcomeCounts, ResultList } from './result-list.tsx';
import type { Subject } from './subject.ts';

/** What became of each object, and the Nodes as they change because of it. */
export function ResultView({ answer, subject }: { readonly answer: ActAnswer; readonly subject: Subject }) {
  const t = useTranslations();
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
        <div className="mt-0.5 text-mute">{subject.live ? <LiveSentence live={subject.live} /> : subject.still?.sentence}</div>
      </div>
      {plan.nodes.length > 0 && <SubjectCells nodes={plan.nodes} nodeCount={plan.nodeCount} subject={subject} />}
      {results.length > 0 && <ResultList results={results} />}
      <MessageList messages={plan.warnings} kind="warning" />
      {kubectl !== '' && <KubectlCommands commands={kubectl} />}
    </div>
  );
}

function LiveSentence({ live }: { readonly live: LiveDaemonSet }) {
  useLiveVersion(live);
  return <p>{useWording().message(live.detail.sentence)}</p>;
}
