'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { useNodeRoom } from '#lib/client/room-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { useActs } from './acts-context.ts';
import { EvictButton } from './evict-button.tsx';

/** The Pod whose leaving helps most on the first Node that lacks room; nothing while none is known. */
export function RoomAct({ problem }: { readonly problem: Problem }) {
  const { daemonSet } = useActs();
  const [node] = problem.nodes;
  return daemonSet === null || node === undefined ? null : <RoomOn problem={problem} daemonSet={daemonSet} node={node} />;
}

interface RoomOnProps {
  readonly problem: Problem;
  readonly daemonSet: DaemonSetAddress;
  readonly node: string;
}

function RoomOn({ problem, daemonSet, node }: RoomOnProps) {
  const t = useTranslations();
  const revision = `${problem.nodeCount} ${problem.pod}`;
  const { data } = useNodeRoom({ ...daemonSet, node }, { revision, enabled: true });
  const pod = data?.movable[0];
  if (pod === undefined) return null;
  const names = { pod: visibleText(`${pod.namespace}/${pod.name}`), node: visibleText(node) };
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-xs">
      <span className="min-w-0 break-words">{t(`acts.room.${pod.enough ? 'enough' : 'some'}`, names)}</span>
      <EvictButton pod={pod} />
    </p>
  );
}
