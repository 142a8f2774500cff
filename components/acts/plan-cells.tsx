'use client';
import { useTranslations } from 'use-intl';
import { cellLook } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';

interface PlanCellsProps {
  /** The first ones by name. */
  readonly nodes: readonly string[];
  readonly nodeCount: number;
  readonly live: LiveDaemonSet;
}

/** The Nodes of an act as the page's grid draws them, live: the plan shows what is, the result what becomes of it. */
export function PlanCells({ nodes, nodeCount, live }: PlanCellsProps) {
  useLiveVersion(live);
  const t = useTranslations();
  const wording = useWording();
  const size = nodes.length > 40 ? 14 : 18;
  const label = t('acts.plan.nodes', { count: nodeCount });
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-mute">{label}</h3>
      <ScrollBox as="ul" label={label} className="flex max-h-36 flex-wrap items-center gap-[3px]">
        {nodes.map((node) => {
          const look = lookOf(live, node);
          const words = look ? `${visibleText(node)}, ${wording.state(look.state)}` : visibleText(node);
          return (
            <li key={node} title={words} className="flex">
              {look ? <CellIcon state={look.state} size={size} look={look} /> : <Unknown size={size} />}
              <span className="sr-only">{words}</span>
            </li>
          );
        })}
        {nodeCount > nodes.length && (
          <li className="pl-1 text-xs text-mute">{t('acts.plan.more', { count: nodeCount - nodes.length })}</li>
        )}
      </ScrollBox>
    </section>
  );
}

/** A Node that the page does not know (any more). */
function Unknown({ size }: { readonly size: number }) {
  return (
    <span
      aria-hidden="true"
      className="rounded-sm border border-dashed border-line-strong"
      style={{ width: size, height: size }}
    />
  );
}

function lookOf(live: LiveDaemonSet, node: string) {
  const slot = live.slotOf(node);
  const state = slot === undefined ? undefined : NODE_ROLLOUT_STATES[live.state[slot] ?? -1];
  if (slot === undefined || state === undefined) return null;
  return cellLook(state, live.marks[slot] ?? 0, live.trouble[slot] ?? 0);
}
