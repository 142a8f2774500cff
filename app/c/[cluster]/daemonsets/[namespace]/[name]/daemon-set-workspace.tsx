'use client';
import { lazy, useRef } from 'react';
import { EvictButton } from '#components/acts/evict-button.tsx';
import { HeaderActs } from '#components/acts/header-acts.tsx';
import { NodeActs } from '#components/acts/node-acts.tsx';
import { PodActs } from '#components/acts/pod-acts.tsx';
import { ProblemAct } from '#components/acts/problem-act.tsx';
import { UndoButton } from '#components/acts/undo-button.tsx';
import { WaveCard } from '#components/acts/wave-card.tsx';
import { PostureCard } from '#components/exposure/posture-card.tsx';
import { ReachCard } from '#components/exposure/reach-card.tsx';
import { NodesCard } from '#components/node-grid/nodes-card.tsx';
import { useNodeViewParams } from '#components/node-grid/use-node-view.ts';
import { useSelection } from '#components/node-grid/use-selection.ts';
import { RolloutBell } from '#components/notify/rollout-bell.tsx';
import { FunnelCard } from '#components/placement/funnel-card.tsx';
import { RevisionsCard } from '#components/revisions/revisions-card.tsx';
import { LedgerCard } from '#components/rollout/ledger-card.tsx';
import { NextCard } from '#components/rollout/next-card.tsx';
import { ProblemList } from '#components/rollout/problem-list.tsx';
import { RolloutFacts } from '#components/rollout/rollout-facts.tsx';
import { RolloutHeader } from '#components/rollout/rollout-header.tsx';
import { WarningList } from '#components/rollout/warning-list.tsx';
import { TimelineCard } from '#components/timeline/timeline-card.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useShownView, useViewKeys } from '#components/ui/use-view-keys.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useStrays } from '#lib/client/strays-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import type { PredictedStep } from '#lib/rollout/prediction.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { haveOneReason, rowOf } from './live-rows.ts';
import { staleNodesSelected } from './stale-nodes-selected.ts';
import { staleNodesShown } from './stale-nodes-shown.ts';
import { useEscape } from './use-escape.ts';
import { useInspected } from './use-inspected.ts';
import { usePlacementFunnel } from './use-placement-funnel.ts';
import { useProblemCauses } from './use-problem-causes.ts';
import { useRevisionGroups } from './use-revision-groups.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfView } from './what-if-view.tsx';

const DaemonSetPanel = lazy(async () => ({
  default: (await import('#components/node-panel/daemon-set-panel.tsx')).DaemonSetPanel,
}));
const StrayList = lazy(async () => ({ default: (await import('#components/rollout/stray-list.tsx')).StrayList }));
const SelectionView = lazy(async () => ({ default: (await import('./selection-view.tsx')).SelectionView }));
const NodePanel = lazy(async () => ({ default: (await import('#components/node-panel/node-panel.tsx')).NodePanel }));

interface DaemonSetWorkspaceProps {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
}

/** The DaemonSet page: what is so above, every Node in the middle, and beside it why, or the one Node that was chosen. */
export function DaemonSetWorkspace({ address, live }: DaemonSetWorkspaceProps) {
  const version = useLiveVersion(live);
  const [params, setParams] = useNodeViewParams();
  const grid = useRef<HTMLDivElement>(null);
  const { detail } = live;
  const select = (node: string | null) => {
    if (node !== params.node) setParams({ node }, { history: params.node !== null && node !== null ? 'replace' : 'push' });
  };
  const focusGrid = () => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  const selection = useSelection(live, { node: params.node, setNode: select });
  const { opened, chosen } = useInspected(live, { node: params.node, store: selection.store });
  const [view, showView] = useShownView();
  const close = () => {
    if (view !== null) showView(null);
    if (params.node !== null) select(null);
    else selection.clear();
    focusGrid();
  };
  useEscape(opened !== null || chosen > 0, close);
  const clean = { state: null, stale: null, reason: null, revision: null, failing: null, runs: null };
  const { failing, runs } = params;
  const shown = opened === null && chosen === 0;
  const { only: failingNodes, ...why } = usePlacementFunnel(address, live, { failing, shown });
  const { only: runningNodes, ...history } = useRevisionGroups(address, live, { runs, shown });
  const { draft, ...whatIf } = useWhatIf(address, live);
  const filtered = failingNodes ?? runningNodes;
  const only = whatIf.only ?? filtered;
  const isBeside = opened !== null || chosen > 0 || draft !== null || view !== null;
  const closeWhatIf = () => {
    whatIf.close();
    focusGrid();
  };
  useEscape(shown && draft !== null, closeWhatIf);
  const ofDaemonSet = shown && draft === null;
  useViewKeys(ofDaemonSet ? ['events', 'describe', 'yaml'] : []);
  useEscape(ofDaemonSet && view !== null, () => showView(null));
  const strays = useStrays(address, { enabled: shown });
  const causes = useProblemCauses(address, detail, { shown });
  const show = (problem: Problem) => {
    const byReason = problem.states.length === 1 && haveOneReason(live, problem);
    setParams({ ...clean, state: [...problem.states], reason: byReason ? problem.cause : null });
  };
  const showStep = ({ nodes, nodeCount, states }: PredictedStep) => {
    const [node] = nodes;
    if (nodeCount === 1 && node !== undefined && live.slotOf(node) !== undefined) select(node);
    else setParams({ ...clean, state: [...states] });
  };
  return (
    <div className="flex min-h-0 grow flex-col px-5 pt-4 pb-4">
      <RolloutHeader
        detail={detail}
        onStates={(states) => setParams({ ...clean, state: [...states] })}
        onNode={select}
        onStale={() => setParams({ ...clean, stale: true })}
        acts={
          <div className="flex items-start justify-end gap-1.5">
            <RolloutBell cluster={address.cluster} summary={detail} />
            <HeaderActs
              detail={detail}
              shownStale={() => staleNodesShown(live, { params, only })}
              selectedStale={() => staleNodesSelected(live, selection.store.slots())}
            />
          </div>
        }
      />
      <div
        ref={grid}
        className="mt-3 grid min-h-0 grow gap-4 desktop:grid-cols-[minmax(0,1fr)_372px] desktop:grid-rows-[minmax(0,1fr)]"
      >
        <div className="flex min-h-0 min-w-0 flex-col">
          <NodesCard
            live={live}
            version={version}
            params={params}
            setParams={setParams}
            only={only}
            opened={opened}
            selection={selection}
            cluster={address.cluster}
          />
        </div>
        <aside className="flex min-h-0 min-w-0 flex-col gap-3 desktop:overflow-y-auto">
          <WaveCard address={address} onSelect={select} unfinished={isBeside} />
          {opened !== null ? (
            <LazyPart waiting={<Skeleton className="h-64 w-full" />}>
              <NodePanel
                address={{ ...address, node: opened }}
                {...rowOf(live, opened)}
                onClose={close}
                podActs={(pod) => <PodActs pod={pod} />}
                nodeActs={(node) => <NodeActs node={node} />}
                roomActs={(pod) => <EvictButton pod={pod} />}
              />
            </LazyPart>
          ) : chosen > 0 ? (
            <LazyPart waiting={<Skeleton className="h-64 w-full" />}>
              <SelectionView
                cluster={address.cluster}
                live={live}
                version={version}
                selection={selection}
                onOpen={select}
                onClose={close}
              />
            </LazyPart>
          ) : draft !== null ? (
            <WhatIfView live={live} params={params} only={filtered} whatIf={{ ...whatIf, draft }} onClose={closeWhatIf} />
          ) : view !== null ? (
            <LazyPart waiting={<Skeleton className="h-64 w-full" />}>
              <DaemonSetPanel address={address} shown={view} onShow={showView} />
            </LazyPart>
          ) : (
            <>
              <ProblemList
                cluster={address.cluster}
                namespace={detail.namespace}
                {...causes}
                onShow={show}
                onSelect={select}
                strays={
                  strays.data &&
                  strays.data.strays.length > 0 && (
                    <LazyPart>
                      <StrayList
                        strays={strays.data.strays}
                        hasNode={(node) => live.slotOf(node) !== undefined}
                        onSelect={select}
                      />
                    </LazyPart>
                  )
                }
                act={(problem) => <ProblemAct problem={problem} detail={detail} />}
              />
              <FunnelCard
                {...why}
                chosen={failing}
                onChoose={(id) => setParams({ ...clean, failing: id })}
                onWhatIf={whatIf.open}
              />
              <LedgerCard budget={detail.budget} onNode={select} />
              <NextCard detail={detail} onShow={showStep} />
              <RevisionsCard
                address={address}
                revisions={detail.revisions}
                {...history}
                onShow={(revision) => setParams({ ...clean, revision })}
                chosen={runs}
                onChoose={(id) => setParams({ ...clean, runs: id })}
                act={({ revision }) => <UndoButton revision={revision} />}
              />
              <TimelineCard address={address} detail={detail} onNode={select} />
              <WarningList detail={detail} />
              <ReachCard address={address} onNode={select} />
              <PostureCard address={address} generation={detail.generation} />
              <RolloutFacts summary={detail} />
            </>
          )}
        </aside>
      </div>
    </div>
  );
}
