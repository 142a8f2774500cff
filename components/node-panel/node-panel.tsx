'use client';
import { ArrowUpRight, X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useBroughtIntoSight } from '#components/ui/bring-into-sight.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useShownView, useViewKeys } from '#components/ui/use-view-keys.ts';
import { nodePath } from '#components/wording/page-paths.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { ObjectAddress } from '#lib/client/object-query.ts';
import { type NodeAddress, useNodeDetail, useNodeEvents } from '#lib/client/queries.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import type { MovablePod } from '#lib/rollout/node-room.ts';
import { ConditionList } from './condition-list.tsx';
import { EventList } from './event-list.tsx';
import { LabelList } from './label-list.tsx';
import { LogTail } from './log-tail.tsx';
import { PanelSection } from './panel-section.tsx';
import { PodList } from './pod-list.tsx';
import { problemOfError } from './request-problem.ts';
import { RoomSection } from './room-section.tsx';
import { ShownViews } from './shown-views.tsx';
import { TaintList } from './taint-list.tsx';
import { Verdict } from './verdict.tsx';

interface NodePanelProps {
  readonly address: NodeAddress;
  /** Any value that changes when the live row of this Node changes: the detail is fetched again then. */
  readonly rowVersion: string;
  readonly trouble: number;
  readonly onClose: () => void;
  /** What can be done with one of its Pods, and with the Node. */
  readonly podActs?: (pod: NodeDetail['pods'][number]) => ReactNode;
  readonly nodeActs?: (node: NodeDetail) => ReactNode;
  /** What can be done about a Pod that could leave to make room. */
  readonly roomActs?: (pod: MovablePod) => ReactNode;
}

/** One Node for one DaemonSet: the verdict first, then every fact that it rests on. */
export function NodePanel({ address, rowVersion, trouble, onClose, podActs, nodeActs, roomActs }: NodePanelProps) {
  const t = useTranslations();
  const wording = useWording();
  const query = useNodeDetail(address, { revision: rowVersion });
  const events = useNodeEvents(address);
  const [shown, show] = useShownView();
  useViewKeys(VIEWS);
  const panel = useBroughtIntoSight(address.node);
  const detail = query.data;
  // A Pod that no kubelet has taken has no log.
  const bound = detail?.pods.filter(({ pending }) => !pending) ?? [];
  const listed = { events: events.data, error: events.data === undefined ? events.error : null };
  return (
    <section ref={panel} aria-label={t('node.panel', { node: address.node })} className="card flex flex-col divide-y divide-line">
      <header className="sticky top-0 z-1 flex items-center gap-1 rounded-t-[10px] bg-panel py-2 pr-2 pl-3.5">
        <h2 className="flex min-w-0 grow items-center gap-1 font-mono text-sm font-semibold">
          <MiddleText text={address.node} />
          <CopyButton text={address.node} />
        </h2>
        <Link
          href={nodePath(address.cluster, address.node)}
          prefetch={false}
          aria-label={t('nodePage.open')}
          title={t('nodePage.open')}
          className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
        >
          <ArrowUpRight size={15} aria-hidden="true" />
        </Link>
        <button
          type="button"
          aria-label={t('ui.close')}
          title={`${t('ui.close')} (Esc)`}
          className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
          onClick={onClose}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      {query.isError && !detail && <PanelProblem error={query.error} />}
      {query.isPending && <PanelSkeleton />}
      {detail && (
        <ShownViews
          title={address.node}
          views={VIEWS}
          facts={t('views.facts')}
          shown={shown}
          onShow={show}
          cluster={address.cluster}
          objects={objectsOf(address, detail)}
          pods={bound}
          events={listed}
        />
      )}
      {detail && shown === null && (
        <>
          <Verdict detail={detail} troubles={wording.troubles(trouble)} />
          <PodList detail={detail} acts={podActs} />
          <RoomSection
            key={`room ${detail.node}`}
            address={address}
            rowVersion={rowVersion}
            wanted={isRoomWanted(detail)}
            acts={roomActs}
          />
          {nodeActs?.(detail)}
          {bound.length > 0 && <LogTail key={detail.node} cluster={address.cluster} pods={bound} />}
          <PanelSection title={t('events.title')} note={listed.events?.length}>
            <EventList {...listed} />
          </PanelSection>
          <TaintList taints={detail.taints} />
          <ConditionList conditions={detail.conditions} />
          <LabelList labels={detail.labels} kubeletVersion={detail.kubeletVersion} createdAt={detail.createdAt} />
        </>
      )}
    </section>
  );
}

const VIEWS = ['logs', 'events', 'describe', 'yaml'] as const;

/** The Pods on the Node, the Node itself and the DaemonSet: what its YAML and description are of. */
function objectsOf({ cluster, namespace, name, node }: NodeAddress, { pods }: NodeDetail): readonly ObjectAddress[] {
  return [
    ...pods.map((pod) => ({ kind: 'Pod' as const, cluster, namespace: pod.namespace, name: pod.name })),
    { kind: 'Node', cluster, namespace: '', name: node },
    { kind: 'DaemonSet', cluster, namespace, name },
  ];
}

/** Room is what the Pod lacks: the scheduler says so, or the kubelet that refused it. */
function isRoomWanted({ scheduler, reason }: NodeDetail): boolean {
  return scheduler.some(({ code }) => ROOM_CAUSES.has(code)) || reason.startsWith('OutOf') || reason === 'NodePorts';
}

const ROOM_CAUSES: ReadonlySet<string> = new Set(['problem.insufficient', 'problem.tooManyPods', 'problem.ports']);

function PanelProblem({ error }: { readonly error: Error }) {
  const t = useTranslations();
  return <Notice title={t('node.problem')}>{problemOfError(error)}</Notice>;
}

function PanelSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-3.5" aria-busy="true">
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
