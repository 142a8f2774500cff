'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LineText, type ViewedLine } from './line-text.tsx';
import type { TextMatch } from './text-search.ts';

interface TextLinesProps {
  readonly label: string;
  readonly lines: readonly ViewedLine[];
  /** Lines before the first that are no longer kept. */
  readonly dropped: number;
  readonly wrap: boolean;
  readonly matches: readonly TextMatch[];
  /** The index of the place that was gone to, -1 for none. */
  readonly current: number;
  /** It begins at its end and stays there while lines arrive, until it is scrolled away. */
  readonly endless: boolean;
  readonly className: string;
}

const LINE_HEIGHT = 16;
/** So near to the end counts as there. */
const AT_END_PX = 24;

/** Lines of any number, of which those in sight are drawn. */
export function TextLines({ label, lines, dropped, wrap, matches, current, endless, className }: TextLinesProps) {
  const t = useTranslations();
  const box = useRef<HTMLElement>(null);
  const total = dropped + lines.length;
  const [leftAt, setLeftAt] = useState<number | null>(endless ? null : 0);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => dropped + index,
    overscan: 30,
  });
  const height = rows.getTotalSize();
  const atEnd = leftAt === null;
  const places = useMemo(() => placesByLine(matches), [matches]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines that arrive or grow push the end away
  useLayoutEffect(() => {
    if (atEnd && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [atEnd, total, height]);
  const goneTo = matches[current]?.line;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place in the same line is gone to as well
  useEffect(() => {
    if (goneTo === undefined) return;
    // Who looks for something reads there: lines that arrive must not pull the end back into sight.
    setLeftAt(total);
    rows.scrollToIndex(goneTo, { align: 'center' });
  }, [goneTo, current, rows]);
  const unread = leftAt === null || !endless ? 0 : total - leftAt;
  return (
    <div className="relative min-h-0">
      <section
        ref={box}
        tabIndex={0}
        role={endless ? 'log' : 'region'}
        aria-live="off"
        aria-label={label}
        className={`overflow-auto rounded-md border border-line bg-bg font-mono text-2xs leading-4 ${className}`}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const near = scrollHeight - scrollTop - clientHeight < AT_END_PX;
          if (endless && near !== atEnd) setLeftAt(near ? null : total);
        }}
      >
        <div className="relative" style={{ height }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            const found = places.get(index);
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className={`absolute top-0 left-0 min-h-4 px-2 ${wrap ? 'w-full wrap-anywhere whitespace-pre-wrap' : 'w-max min-w-full whitespace-pre'}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                {line && <LineText line={line} places={found?.places ?? []} first={found?.first ?? 0} current={current} />}
              </div>
            );
          })}
        </div>
      </section>
      {unread > 0 && (
        <button
          type="button"
          className="card absolute right-3 bottom-2 px-2 py-1 text-xs text-accent shadow-lg hover:bg-hover"
          onClick={() => setLeftAt(null)}
        >
          {t('viewer.unread', { count: unread })}
        </button>
      )}
    </div>
  );
}

/** The places of each line that has some, with the index of its first. */
function placesByLine(matches: readonly TextMatch[]) {
  const lines = new Map<number, { readonly first: number; readonly places: TextMatch[] }>();
  for (const [index, match] of matches.entries()) {
    const known = lines.get(match.line);
    if (known) known.places.push(match);
    else lines.set(match.line, { first: index, places: [match] });
  }
  return lines;
}
