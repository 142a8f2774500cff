'use client';
import { lazy, memo } from 'react';
import { ProblemAct } from '#components/acts/problem-act.tsx';
import { UndoButton } from '#components/acts/undo-button.tsx';
import { PostureCard } from '#components/exposure/posture-card.tsx';
import { ReachCard } from '#components/exposure/reach-card.tsx';
import type { NodeViewParams, SetNodeViewParams } from '#components/node-grid/use-node-view.ts';
import { FunnelCard } from '#components/placement/funnel-card.tsx';
import { RevisionsCard } from '#components/revisions/revisions-card.tsx';
import { LedgerCard } from '#components/rollout/ledger-card.tsx';
import { NextCard } from '#components/rollout/next-card.tsx';
import { ProblemList } from '#components/rollout/problem-list.tsx';
import { RolloutFacts } from '#components/rollout/rollout-facts.tsx';
import { WarningList } from '#components/rollout/warning-list.tsx';
import { TimelineCard } from '#components/timeline/timeline-card.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { useStable } from '#components/ui/use-stable.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useStrays } from '#lib/client/strays-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { PredictedStep } from '#lib/rollout/prediction.ts';
import type { DaemonSetDetail, Problem } from '#lib/rollout/summary.ts';
import { haveOneReason } from './live-rows.ts';
import { NO_FILTER } from './no-filter.ts';
import type { PlacementAnswer } from './use-placement-funnel.ts';
import { useProblemCauses } from './use-problem-causes.ts';
import type { RevisionHistory } from './use-revision-groups.ts';

const StrayList = lazy(async () => ({ default: (await import('#components/rollout/stray-list.tsx')).StrayList }));

interface InspectorCardsProps {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
  readonly detail: DaemonSetDetail;
  readonly params: NodeViewParams;
  readonly setParams: SetNodeViewParams;
  readonly onSelect: (node: string) => void;
  readonly why: PlacementAnswer;
  readonly history: RevisionHistory;
  readonly onWhatIf: () => void;
}

/** The inspector while no Node is chosen: what holds the rollout, why each Node, what comes next, and what was. */
export const InspectorCards = memo(function InspectorCards(props: InspectorCardsProps) {
  const { address, live, detail, params, setParams, onSelect, why, history, onWhatIf } = props;
  const showStep = ({ nodes, nodeCount, states }: PredictedStep) => {
    const [node] = nodes;
    if (nodeCount === 1 && node !== undefined && live.slotOf(node) !== undefined) onSelect(node);
    else setParams({ ...NO_FILTER, state: [...states] });
  };
  const chooseStep = useStable((id: string | null) => setParams({ ...NO_FILTER, failing: id }));
  const showRevision = useStable((revision: number) => setParams({ ...NO_FILTER, revision }));
  const chooseRuns = useStable((id: string | null) => setParams({ ...NO_FILTER, runs: id }));
  return (
    <>
      <Problems address={address} live={live} detail={detail} setParams={setParams} onSelect={onSelect} />
      <FunnelCard {...why} chosen={params.failing} onChoose={chooseStep} onWhatIf={onWhatIf} />
      <LedgerCard budget={detail.budget} onNode={onSelect} />
      <NextCard detail={detail} onShow={showStep} />
      <RevisionsCard
        address={address}
        revisions={detail.revisions}
        {...history}
        onShow={showRevision}
        chosen={params.runs}
        onChoose={chooseRuns}
        act={undoTo}
      />
      <TimelineCard address={address} detail={detail} onNode={onSelect} />
      <WarningList detail={detail} />
      <ReachCard address={address} onNode={onSelect} />
      <PostureCard address={address} generation={detail.generation} />
      <RolloutFacts summary={detail} />
    </>
  );
});

function undoTo({ revision }: { readonly revision: number }) {
  return <UndoButton revision={revision} />;
}

/** The causes with what else is wrong below them, each one click away from its Nodes. */
function Problems({
  address,
  live,
  detail,
  setParams,
  onSelect,
}: Pick<InspectorCardsProps, 'address' | 'live' | 'detail' | 'setParams' | 'onSelect'>) {
  const { data } = useStrays(address);
  const causes = useProblemCauses(address, detail);
  const show = (problem: Problem) => {
    const byReason = problem.states.length === 1 && haveOneReason(live, problem);
    setParams({ ...NO_FILTER, state: [...problem.states], reason: byReason ? problem.cause : null });
  };
  const strays = data && data.strays.length > 0 && (
    <LazyPart>
      <StrayList strays={data.strays} hasNode={(node) => live.slotOf(node) !== undefined} onSelect={onSelect} />
    </LazyPart>
  );
  return (
    <ProblemList
      cluster={address.cluster}
      namespace={detail.namespace}
      {...causes}
      onShow={show}
      onSelect={onSelect}
      strays={strays}
      act={(problem) => <ProblemAct problem={problem} detail={detail} />}
    />
  );
}
