'use client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { EvictButton } from '#components/acts/evict-button.tsx';
import { NodeActs } from '#components/acts/node-acts.tsx';
import { NodeActsProvider } from '#components/acts/node-acts-provider.tsx';
import { PodActs } from '#components/acts/pod-acts.tsx';
import { ReadOnlyPill } from '#components/acts/read-only-pill.tsx';
import type { StillScenery } from '#components/acts/subject.ts';
import { NodeSentence } from '#components/node-page/node-sentence.tsx';
import { NodeView } from '#components/node-page/node-view.tsx';
import { byAttention, isHere, podsRevision } from '#components/node-page/standing.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { type ClusterNode, useNodeResources } from '#lib/client/node-page-query.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import type { DaemonSetOnNode, NodeAnswer } from '#lib/feed/node-page.ts';
import { NodeGone } from './node-gone.tsx';

interface NodeWithActsProps {
  readonly address: ClusterNode;
  /** What was known of it last. */
  readonly answer: NodeAnswer;
  readonly gone: boolean;
  readonly connection: ConnectionState;
}

/** The Node with its acts; their results stay in sight after the Node that they deleted. */
export function NodeWithActs({ address, answer, gone, connection }: NodeWithActsProps) {
  const t = useTranslations();
  const { cluster } = address;
  const { node, uid, unschedulable, daemonSets } = answer;
  const scenery: StillScenery = {
    lookOf: (asked, about) => {
      const isOne = ({ namespace, name }: DaemonSetOnNode) =>
        'node' in about || (about.namespace === namespace && about.name === name);
      const [first] = asked === node ? byAttention(daemonSets.filter(isHere).filter(isOne)) : [];
      const stale = first?.pods.some(({ updated, terminating }) => !updated && !terminating) ?? false;
      return first === undefined ? null : { state: first.state, look: { stale } };
    },
    sentence: <p>{gone ? t('nodePage.gone', { node: visibleText(node) }) : <NodeSentence answer={answer} />}</p>,
  };
  return (
    <NodeActsProvider
      address={address}
      uid={uid}
      namespaces={useNamespaces(address, daemonSets)}
      connection={connection}
      scenery={scenery}
    >
      {gone ? (
        <NodeGone cluster={cluster} node={node} />
      ) : (
        <NodeView
          key={uid}
          address={address}
          answer={answer}
          acts={
            <>
              <ReadOnlyPill />
              <NodeActs node={{ node, uid, unschedulable }} place="head" />
            </>
          }
          podActs={({ namespace, name, uid }, pod) => (
            <PodActs pod={{ ...pod, namespace }} of={{ address: { cluster, namespace, name }, uid }} className="ml-auto" />
          )}
          otherPodActs={(pod) => <EvictButton pod={pod} />}
        />
      )}
    </NodeActsProvider>
  );
}

/** Of every Pod on the Node that the page shows. */
function useNamespaces(address: ClusterNode, daemonSets: readonly DaemonSetOnNode[]): readonly string[] {
  const { data } = useNodeResources(address, { revision: podsRevision(daemonSets) });
  const others = data?.others;
  return useMemo(() => {
    const shown = [...daemonSets.filter(({ pods }) => pods.length > 0), ...(others ?? [])];
    return [...new Set(shown.map(({ namespace }) => namespace))].sort();
  }, [daemonSets, others]);
}
