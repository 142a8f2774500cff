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
import type { StillLook, Subject } from './subject.ts';

interface NodesOfPlan {
  /** The first ones by name. */
  readonly nodes: readonly string[];
  readonly nodeCount: number;
}

/** The Nodes of an act as its page draws them: the plan shows what is, the result what becomes of it. */
export function SubjectCells({ subject, ...rest }: NodesOfPlan & { readonly subject: Subject }) {
  const { live, still, address } = subject;
  if (live !== null) return <PlanCells {...rest} live={live} />;
  return still === undefined ? null : <Cells {...rest} lookOf={(node) => still.lookOf(node, address)} />;
}

/** The Nodes as the grid of the DaemonSet's page draws them, live. */
export function PlanCells({ live, ...rest }: NodesOfPlan & { readonly live: LiveDaemonSet }) {
  useLiveVersion(live);
  return <Cells {...rest} lookOf={(node) => lookOf(live, node)} />;
}

function Cells({ nodes, nodeCount, lookOf }: NodesOfPlan & { readonly lookOf: (node: string) => StillLook | null }) {
  const t = useTranslations();
  const wording = useWording();
  const size = nodes.length > 40 ? 14 : 18;
  const label = t('acts.plan.nodes', { count: nodeCount });
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-mute">{label}</h3>
      <ScrollBox as="ul" label={label} className="flex max-h-36 flex-wrap items-center gap-[3px]">
        {nodes.map((node) => {
          const found = lookOf(node);
          const words = found ? `${visibleText(node)}, ${wording.state(found.state)}` : visibleText(node);
          return (
            <li key={node} title={words} className="flex">
              {found ? <CellIcon state={found.state} size={size} look={found.look} /> : <Unknown size={size} />}
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

function lookOf(live: LiveDaemonSet, node: string): StillLook | null {
  const slot = live.slotOf(node);
  const state = slot === undefined ? undefined : NODE_ROLLOUT_STATES[live.state[slot] ?? -1];
  if (slot === undefined || state === undefined) return null;
  return { state, look: cellLook(state, live.marks[slot] ?? 0, live.trouble[slot] ?? 0) };
}
