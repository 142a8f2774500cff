'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '#components/ui/class-names.ts';
import { sharedDomain } from '#components/ui/short-names.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeView, Sorting } from './node-view.ts';
import { type TableColumn, useTableColumns } from './table-columns.tsx';

interface NodeTableProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly order: NodeOrder;
  readonly view: NodeView;
  readonly selected: string | null;
  readonly onSelect: (node: string | null) => void;
  readonly onSort: (sort: Sorting, reverse: boolean) => void;
  readonly onHold: (held: boolean) => void;
}

const ROW_HEIGHT = 30;

/** The grid's twin: the same Nodes, filters, order and selection, as rows of words. */
export function NodeTable({ live, version, order, view, selected, onSelect, onSort, onHold }: NodeTableProps) {
  const t = useTranslations();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeNode, setActiveNode] = useState<string | null>(null);
  const domain = useMemo(() => sharedDomain(Array.from(order.slots, (slot) => live.name(slot))), [order, live]);
  const columns = useTableColumns(live, domain);
  const template = columns.map((column) => column.width).join(' ');
  const total = order.slots.length;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const wanted = activeNode ?? selected;
  const active = Math.max(0, wanted === null ? 0 : (order.positions[live.slotOf(wanted) ?? -1] ?? 0));
  const nodeAt = (position: number) => {
    const slot = order.slots[position];
    return slot === undefined ? null : live.name(slot);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -total, End: total };
    const step = steps[event.key];
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(nodeAt(active));
    } else if (step !== undefined) {
      event.preventDefault();
      const next = Math.min(total - 1, Math.max(0, active + step));
      setActiveNode(nodeAt(next));
      if (selected !== null) onSelect(nodeAt(next));
      rows.scrollToIndex(next);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('table.label', { count: total })}
      aria-rowcount={total + 1}
      aria-activedescendant={total > 0 ? `row-${order.slots[active]}` : undefined}
      className="group/table overflow-auto outline-none"
      data-version={version}
      onKeyDown={onKeyDown}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
      onPointerLeave={() => onHold(false)}
    >
      <div className="min-w-[760px]">
        <TableHead columns={columns} template={template} view={view} onSort={onSort} />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const slot = order.slots[index] ?? 0;
            const chosen = selected !== null && live.name(slot) === selected;
            return (
              // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
              // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop and handles the keys
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid is the one tab stop and handles the keys
              <div
                role="row"
                key={slot}
                id={`row-${slot}`}
                aria-rowindex={index + 2}
                aria-selected={chosen}
                onClick={() => {
                  if (window.getSelection()?.isCollapsed === false) return;
                  setActiveNode(live.name(slot));
                  onSelect(live.name(slot));
                }}
                className={classNames(
                  'absolute inset-x-0 grid cursor-pointer items-center gap-3 border-b border-line px-3 hover:bg-hover',
                  chosen && 'bg-accent/10 hover:bg-accent/12',
                  index === active &&
                    'group-focus-visible/table:outline-2 group-focus-visible/table:-outline-offset-2 group-focus-visible/table:outline-accent',
                )}
                style={{ top: start, height: ROW_HEIGHT, gridTemplateColumns: template }}
              >
                {columns.map((column) => (
                  // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
                  <div role="gridcell" key={column.sort} className={classNames('flex min-w-0', column.numeric && 'justify-end')}>
                    {column.cell(slot)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  readonly template: string;
  readonly view: NodeView;
  readonly onSort: (sort: Sorting, reverse: boolean) => void;
}

function TableHead({ columns, template, view, onSort }: TableHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-1 grid h-8 items-center gap-3 border-b border-line bg-panel px-3 text-2xs tracking-wide text-mute"
      style={{ gridTemplateColumns: template }}
    >
      {columns.map(({ sort, title, numeric }) => {
        const sorted = view.sort === sort;
        const Arrow = view.reverse ? ArrowUp : ArrowDown;
        return (
          // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
          // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            role="columnheader"
            key={sort}
            aria-sort={sorted ? (view.reverse ? 'descending' : 'ascending') : 'none'}
            className={classNames('flex min-w-0', numeric && 'justify-end')}
          >
            <button
              type="button"
              className="flex items-center gap-1 uppercase hover:text-ink"
              onClick={() => onSort(sort, sorted && !view.reverse)}
            >
              <span className="truncate">{title}</span>
              {sorted && <Arrow size={11} aria-hidden="true" />}
            </button>
          </div>
        );
      })}
    </div>
  );
}
