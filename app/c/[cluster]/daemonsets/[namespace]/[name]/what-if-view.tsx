'use client';
import { lazy, useMemo } from 'react';
import type { NodeViewParams } from '#components/node-grid/use-node-view.ts';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { WhatIfDraft } from '#lib/client/what-if-draft.ts';
import { nodesShown } from './nodes-shown.ts';
import type { useWhatIf } from './use-what-if.ts';

const WhatIfPanel = lazy(() => import('#components/what-if/what-if-panel.tsx'));

interface WhatIfViewProps {
  readonly live: LiveDaemonSet;
  readonly params: NodeViewParams;
  /** The Nodes that the page's other filters leave, or null. */
  readonly only: readonly string[] | null;
  readonly whatIf: Omit<ReturnType<typeof useWhatIf>, 'draft'> & { readonly draft: WhatIfDraft };
  readonly onClose: () => void;
}

/** The what-if in the place of the inspector; its code is loaded when it is opened. */
export function WhatIfView({ live, params, only, whatIf, onClose }: WhatIfViewProps) {
  const { version } = live;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the live store changes under its version
  const shown = useMemo(() => nodesShown(live, { params, only }), [live, version, params, only]);
  return (
    <LazyPart waiting={<Skeleton className="h-64 w-full" />}>
      <WhatIfPanel
        draft={whatIf.draft}
        answer={whatIf.answer}
        inForce={whatIf.inForce}
        error={whatIf.error}
        asking={whatIf.asking}
        summary={live.detail}
        marked={whatIf.marked}
        onMark={whatIf.mark}
        shownNodes={() => shown}
        shownCount={shown.length}
        onChange={whatIf.change}
        onClose={onClose}
      />
    </LazyPart>
  );
}
