'use client';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { truncateMiddle } from '#components/ui/middle-text.tsx';
import { sharedDomain } from '#components/ui/short-names.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { nodePath } from '#components/wording/page-paths.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { columnLeft, columnsWithin, type MatrixLayout } from './matrix-layout.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { ColumnGrouping } from './matrix-view.ts';
import type { MatrixPlace } from './move.ts';
import type { Pane } from './painter.ts';
import { columnId, headClass } from './place-id.ts';
import type { MatrixWords } from './use-matrix-words.ts';

/** Room for the names of Nodes, which stand upright, and for the names of groups. */
export const NAMES_HEIGHT = 118;
export const GROUPS_HEIGHT = 22;
const BARE_HEIGHT = 8;
const NAME_CHARACTERS = 16;

/** The height of the headings above the first row. */
export function headingsHeight(layout: MatrixLayout, group: ColumnGrouping): number {
  return (layout.named ? NAMES_HEIGHT : BARE_HEIGHT) + (group === 'none' ? 0 : GROUPS_HEIGHT);
}

interface ColumnHeadingsProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  /** Words change with the live data. */
  readonly version: number;
  readonly order: MatrixOrder;
  readonly layout: MatrixLayout;
  readonly group: ColumnGrouping;
  readonly pane: Pane;
  readonly words: MatrixWords;
  readonly active: MatrixPlace;
  /** Position of the column under the pointer, -1 for none. */
  readonly hovered: number;
  /** Width of the row headings, beside which the name of a wide group stays in sight. */
  readonly inset: number;
}

/** The Nodes of the columns that are drawn, and the groups above them. Narrow columns are named one at a time. */
export function ColumnHeadings(props: ColumnHeadingsProps) {
  const { cluster, live, order, layout, group, pane, words, active, hovered, inset } = props;
  const domain = useMemo(() => sharedDomain(Array.from(order.slots, (slot) => live.name(slot))), [order, live]);
  const columns = layout.named
    ? columnsWithin(layout, pane.left, pane.left + pane.width).flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, index) => from + index),
      )
    : [];
  if (active.row < 0 && !columns.includes(active.column)) columns.push(active.column);
  return (
    <>
      {group !== 'none' && <GroupNames {...props} inset={inset} />}
      {columns.map((column) => {
        const slot = order.slots[column];
        if (slot === undefined) return null;
        const bad = (live.nodes.troubled[slot] ?? 0) > 0;
        const name = live.name(slot);
        const short = truncateMiddle(visibleText(domain ? name.slice(0, -domain.length) : name), NAME_CHARACTERS);
        return (
          // biome-ignore lint/a11y/useSemanticElements: cells are drawn, not laid out by a table
          // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
          <div
            role="columnheader"
            key={slot}
            id={columnId(slot)}
            aria-colindex={column + 2}
            aria-label={words.column(slot)}
            className={`absolute bottom-1 ${headClass({ active: active.row < 0 && column === active.column, hovered: column === hovered })}`}
            style={{
              left: columnLeft(layout, column),
              width: layout.cellWidth,
              height: layout.named ? NAMES_HEIGHT - 4 : BARE_HEIGHT - 2,
            }}
          >
            {layout.named && (
              <Link
                href={nodePath(cluster, name)}
                prefetch={false}
                tabIndex={-1}
                title={words.column(slot)}
                className={`flex h-full w-full rotate-180 items-center justify-start overflow-hidden font-mono text-2xs leading-none whitespace-nowrap [writing-mode:vertical-rl] hover:underline ${bad ? 'font-semibold text-failing-text' : 'text-mute'}`}
              >
                {short}
              </Link>
            )}
          </div>
        );
      })}
    </>
  );
}

function GroupNames({ order, layout, group, pane, inset }: ColumnHeadingsProps) {
  const t = useTranslations();
  return layout.sections.map((section, index) => {
    const { key = '', count = 0 } = order.groups[index] ?? {};
    if (section.left > pane.left + pane.width || section.left + section.width < pane.left || group === 'none') return null;
    return (
      <div
        key={key}
        aria-hidden="true"
        className="absolute top-0 flex border-b border-line-strong"
        style={{ left: section.left, width: section.width, height: GROUPS_HEIGHT - 2 }}
      >
        <span className="sticky max-w-full truncate text-2xs leading-5" style={{ left: inset }} title={visibleText(key)}>
          <b>{key === '' ? t(`grid.without.${group}`) : visibleText(key)}</b> <span className="text-mute">{count}</span>
        </span>
      </div>
    );
  });
}
