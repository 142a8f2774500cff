'use client';
import type { ReactNode } from 'react';
import type { ClusterNode } from '#lib/client/node-page-query.ts';
import type { DaemonSetOnNode, NodeAnswer, OtherPod } from '#lib/feed/node-page.ts';
import { AbsentList } from './absent-list.tsx';
import { CapacityCard } from './capacity-card.tsx';
import { CommandCard } from './command-card.tsx';
import { ConditionCard } from './condition-card.tsx';
import { DaemonSetList } from './daemon-set-list.tsx';
import { EventCard } from './event-card.tsx';
import { LabelCard } from './label-card.tsx';
import { NodeHead } from './node-head.tsx';
import { isHere, podsRevision } from './standing.ts';
import { TaintCard } from './taint-card.tsx';

interface NodeViewProps {
  readonly address: ClusterNode;
  readonly answer: NodeAnswer;
  /** What can be done with the Node, with one daemon Pod, with another Pod. */
  readonly acts: ReactNode;
  readonly podActs: (daemonSet: DaemonSetOnNode, pod: DaemonSetOnNode['pods'][number]) => ReactNode;
  readonly otherPodActs: (pod: OtherPod) => ReactNode;
}

/** One Node: is it ready for work, and every fact that this rests on. */
export function NodeView({ address, answer, acts, podActs, otherPodActs }: NodeViewProps) {
  const { daemonSets } = answer;
  return (
    <div className="flex flex-col gap-4 px-5 pt-4 pb-8 max-sm:px-3">
      <NodeHead answer={answer} acts={acts} />
      <div className="grid items-start gap-4 desktop:grid-cols-[minmax(0,3fr)_minmax(360px,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <DaemonSetList cluster={address.cluster} daemonSets={daemonSets.filter(isHere)} podActs={podActs} />
          <AbsentList cluster={address.cluster} daemonSets={daemonSets.filter((daemonSet) => !isHere(daemonSet))} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ConditionCard conditions={answer.conditions} />
          <TaintCard taints={answer.taints} />
          <CapacityCard address={address} revision={podsRevision(daemonSets)} podActs={otherPodActs} />
          <EventCard address={address} />
          <LabelCard labels={answer.labels} />
          <CommandCard answer={answer} />
        </div>
      </div>
    </div>
  );
}
