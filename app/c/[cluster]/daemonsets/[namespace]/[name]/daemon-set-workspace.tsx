'use client';
import { lazy, useMemo, useRef } from 'react';
import { EvictButton } from '#components/acts/evict-button.tsx';
import { HeaderActs } from '#components/acts/header-acts.tsx';
import { NodeActs } from '#components/acts/node-acts.tsx';
import { PodActs } from '#components/acts/pod-acts.tsx';
import { WaveCard } from '#components/acts/wave-card.tsx';
import { NodesCard } from '#components/node-grid/nodes-card.tsx';
import { useNodeViewParams } from '#components/node-grid/use-node-view.ts';
import { useSelection } from '#components/node-grid/use-selection.ts';
import { RolloutBell } from '#components/notify/rollout-bell.tsx';
import { RolloutHeader } from '#components/rollout/rollout-header.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useStable } from '#components/ui/use-stable.ts';
import { useShownView, useViewKeys } from '#components/ui/use-view-keys.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useLate } from '#lib/client/use-late.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { INSPECTOR_COLUMNS } from './inspector-columns.ts';
import { rowOf } from './live-rows.ts';
import { NO_FILTER } from './no-filter.ts';
import { staleNodesSelected } from './stale-nodes-selected.ts';
import { staleNodesShown } from './stale-nodes-shown.ts';
import { useEscape } from './use-escape.ts';
import { useInspected } from './use-inspected.ts';
import { usePlacementFunnel } from './use-placement-funnel.ts';
import { useRevisionGroups } from './use-revision-groups.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfView } from './what-if-view.tsx';

const DaemonSetPanel = lazy(async () => ({
  default: (await import('#components/node-panel/daemon-set-panel.tsx')).DaemonSetPanel,
}));
const InspectorCards = lazy(async () => ({ default: (await import('./inspector-cards.tsx')).InspectorCards }));
const SelectionView = lazy(async () => ({ default: (await import('./selection-view.tsx')).SelectionView }));
const NodePanel = lazy(async () => ({ default: (await import('#components/node-panel/node-panel.tsx')).NodePanel }));

const INSPECTOR_WAITING = (
  <div aria-busy="true">
    <Skeleton className="h-64 w-full" />
  </div>
);

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
  const select = useStable((node: string | null) => {
    if (node !== params.node) setParams({ node }, { history: params.node !== null && node !== null ? 'replace' : 'push' });
  });
  const hasInspector = useLate();
  const focusGrid = () => {
    const cells = grid.current?.querySelector<HTMLElement>('[role="grid"]');
    cells?.focus({ preventScroll: true });
    if (cells && cells.getBoundingClientRect().bottom < 0) cells.scrollIntoView({ block: 'nearest' });
  };
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
  const { failing, runs } = params;
  const shown = opened === null && chosen === 0;
  const { only: failingNodes, why } = usePlacementFunnel(address, live, { failing, shown });
  const { only: runningNodes, history } = useRevisionGroups(address, live, { runs, shown });
  const { draft, ...whatIf } = useWhatIf(address, live);
  const filtered = failingNodes ?? runningNodes;
  const only = whatIf.only ?? filtered;
  const isBeside = opened !== null || chosen > 0 || draft !== null || view !== null;
  const openWhatIf = useStable(whatIf.open);
  const closeWhatIf = () => {
    whatIf.close();
    focusGrid();
  };
  useEscape(shown && draft !== null, closeWhatIf);
  const ofDaemonSet = shown && draft === null;
  useViewKeys(ofDaemonSet ? ['events', 'describe', 'yaml'] : []);
  useEscape(ofDaemonSet && view !== null, () => showView(null));
  const showStates = useStable((states: readonly NodeRolloutState[]) => setParams({ ...NO_FILTER, state: [...states] }));
  const showStale = useStable(() => setParams({ ...NO_FILTER, stale: true }));
  const shownStale = useStable(() => staleNodesShown(live, { params, only }));
  const selectedStale = useStable(() => staleNodesSelected(live, selection.store.slots()));
  const acts = useMemo(
    () => (
      <div className="flex items-start justify-end gap-1.5">
        <RolloutBell cluster={address.cluster} summary={detail} />
        <HeaderActs detail={detail} shownStale={shownStale} selectedStale={selectedStale} />
      </div>
    ),
    [address.cluster, detail, shownStale, selectedStale],
  );
  return (
    <div className="flex min-h-0 grow flex-col px-5 pt-4 pb-4">
      <RolloutHeader detail={detail} onStates={showStates} onNode={select} onStale={showStale} acts={acts} />
      <div ref={grid} className={`mt-3 grid min-h-0 grow gap-4 ${INSPECTOR_COLUMNS} desktop:grid-rows-[minmax(0,1fr)]`}>
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
          {hasInspector && <WaveCard address={address} onSelect={select} unfinished={isBeside} />}
          {!hasInspector ? (
            INSPECTOR_WAITING
          ) : opened !== null ? (
            <LazyPart waiting={INSPECTOR_WAITING}>
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
            <LazyPart waiting={INSPECTOR_WAITING}>
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
            <LazyPart waiting={INSPECTOR_WAITING}>
              <DaemonSetPanel address={address} shown={view} onShow={showView} />
            </LazyPart>
          ) : (
            <LazyPart waiting={INSPECTOR_WAITING}>
              <InspectorCards
                address={address}
                live={live}
                detail={detail}
                params={params}
                setParams={setParams}
                onSelect={select}
                why={why}
                history={history}
                onWhatIf={openWhatIf}
              />
            </LazyPart>
          )}
        </aside>
      </div>
    </div>
  );
}
