'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { sharedDomain } from '#components/ui/short-names.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useHiddenColumns } from './columns-menu.tsx';
import { nodeKeys } from './node-keys.ts';
import type { NodeOrder } from './node-order.ts';
import type { NodeView, Sorting } from './node-view.ts';
import { useTableColumns } from './table-columns.tsx';
import { TableHead } from './table-head.tsx';
import { ROW_HEIGHT, TableRow } from './table-row.tsx';
import { type Selection, useSelectionVersion } from './use-selection.ts';

interface NodeTableProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly order: NodeOrder;
  readonly view: NodeView;
  /** The Node that is open beside the table. */
  readonly opened: string | null;
  readonly selection: Selection;
  readonly onSort: (sort: Sorting, reverse: boolean) => void;
  readonly onHold: (held: boolean) => void;
}

/** The grid's twin: the same Nodes, filters, order and selection, as rows of words. */
export function NodeTable({ live, version, order, view, opened, selection, onSort, onHold }: NodeTableProps) {
  const t = useTranslations();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeNode, setActiveNode] = useState<string | null>(null);
  const domain = useMemo(() => sharedDomain(Array.from(order.slots, (slot) => live.name(slot))), [order, live]);
  const [hidden] = useHiddenColumns();
  const columns = useTableColumns(live, domain).filter(({ sort }) => !hidden.has(sort));
  const template = ['16px', ...columns.map((column) => column.width)].join(' ');
  const total = order.slots.length;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const { store } = selection;
  const chosenVersion = useSelectionVersion(store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store changes under its version
  const checked = useMemo(() => shownChecked(order, store.slots()), [order, store, chosenVersion]);
  const wanted = live.slotOf(activeNode ?? opened ?? '');
  const active = Math.max(0, wanted === undefined ? 0 : (order.positions[wanted] ?? 0));
  const isChosen = (slot: number) => (store.size > 0 ? store.has(slot) : live.name(slot) === opened);

  const onKeyDown = nodeKeys({
    order,
    selection,
    active,
    isOpen: opened !== null,
    nameOf: (slot) => live.name(slot),
    move: ({ key }) => {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
      const steps: Record<string, number> = {
        ArrowDown: 1,
        ArrowUp: -1,
        PageDown: page,
        PageUp: -page,
        Home: -total,
        End: total,
      };
      const step = steps[key];
      return step === undefined ? null : Math.min(total - 1, Math.max(0, active + step));
    },
    onActive: (position) => {
      setActiveNode(live.name(order.slots[position] ?? -1));
      rows.scrollToIndex(position);
    },
  });
  const onPress = (event: MouseEvent, slot: number, onBox: boolean) => {
    const more = event.ctrlKey || event.metaKey;
    if (event.shiftKey) selection.extend(order, slot, { from: order.slots[active] ?? slot, add: more });
    else if (more || onBox) selection.toggle(slot);
    else if (window.getSelection()?.isCollapsed === false) return;
    else selection.open(live.name(slot));
    setActiveNode(live.name(slot));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('table.label', { count: total })}
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-activedescendant={total > 0 ? `row-${order.slots[active]}` : undefined}
      className="group/table overflow-auto outline-none"
      data-version={version}
      onKeyDown={onKeyDown}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
      onPointerLeave={() => onHold(false)}
    >
      <div style={{ minWidth: columns.reduce((sum, { least }) => sum + least + 12, 52) }}>
        <TableHead
          columns={columns}
          template={template}
          view={view}
          checked={checked}
          onCheck={() => (checked === true ? selection.clear() : selection.choose(order.slots))}
          onSort={onSort}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const slot = order.slots[index] ?? 0;
            return (
              <TableRow
                key={slot}
                slot={slot}
                index={index}
                top={start}
                columns={columns}
                template={template}
                chosen={isChosen(slot)}
                active={index === active}
                onPress={onPress}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Whether all, some or none of the shown Nodes are chosen. */
function shownChecked({ slots, positions }: NodeOrder, chosen: readonly number[]): boolean | 'mixed' {
  const shown = chosen.reduce((count, slot) => count + Number((positions[slot] ?? -1) >= 0), 0);
  return shown > 0 && (shown === slots.length || 'mixed');
}
