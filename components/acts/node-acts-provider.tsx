'use client';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useNodeAccess } from '#lib/client/access-query.ts';
import type { ClusterNode } from '#lib/client/node-page-query.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import type { Acts } from './acts-context.ts';
import { ActsDesk } from './acts-desk.tsx';
import { whyBlocked } from './blocked.ts';
import type { StillScenery } from './subject.ts';

interface NodeActsProviderProps {
  readonly address: ClusterNode;
  readonly uid: string;
  /** Of the Pods there. */
  readonly namespaces: readonly string[];
  readonly connection: ConnectionState;
  readonly scenery: StillScenery;
  readonly children: ReactNode;
}

/** Gives the page of a Node its acts: on the Node and on the Pods there. */
export function NodeActsProvider({ address, uid, namespaces, connection, scenery, children }: NodeActsProviderProps) {
  const { data, error, isPlaceholderData } = useNodeAccess(address, namespaces);
  const problem = error?.message ?? null;
  const blocked = useCallback<Acts['blocked']>(
    (act, { namespace = '' } = {}) => {
      const isOfPod = act === 'deletePod' || act === 'evictPod';
      const pods = data && Object.hasOwn(data.pods, namespace) ? data.pods[namespace] : undefined;
      const isOfNode = act === 'cordon' || act === 'uncordon' || act === 'deleteNode';
      const right = isOfPod ? pods?.[act] : isOfNode ? data?.acts[act] : undefined;
      const isComing = isOfPod && pods === undefined && isPlaceholderData && !data?.readOnly;
      return whyBlocked(right, { access: isComing ? undefined : data, problem, connection });
    },
    [data, isPlaceholderData, problem, connection],
  );
  const { cluster, node } = address;
  const about = useMemo(() => ({ address: { cluster, node }, uid }), [cluster, node, uid]);
  return (
    <ActsDesk
      blocked={blocked}
      readOnly={data?.readOnly ?? null}
      daemonSet={null}
      about={about}
      scenery={{ live: null, still: scenery }}
    >
      {children}
    </ActsDesk>
  );
}
