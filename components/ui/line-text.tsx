import type { LogSpan, LogTone } from './log-lines.ts';
import { lineSegments, type TextMatch } from './text-search.ts';

/** One line as a viewer draws it. */
export interface ViewedLine {
  readonly text: string;
  readonly spans?: readonly LogSpan[];
  /** Stands before the line and is no part of what is searched. */
  readonly stamp?: string;
  /** Stands behind the line, as what was cut. */
  readonly note?: string;
}

interface LineTextProps {
  readonly line: ViewedLine;
  readonly places: readonly TextMatch[];
  /** The index of the first of them among all places, and of the one that was gone to. */
  readonly first: number;
  readonly current: number;
}

const TONE_CLASS = {
  red: 'text-failing-text',
  green: 'text-available-text',
  yellow: 'text-missing-text',
  blue: 'text-starting-text',
  magenta: 'text-stale-text',
  cyan: 'text-accent',
  faint: 'text-mute',
} as const satisfies Record<LogTone, string>;

/** A line with its colours and the places that were searched for; a text of its own direction, whatever it holds. */
export function LineText({ line, places, first, current }: LineTextProps) {
  const parts: readonly LogSpan[] = line.spans ?? [{ text: line.text, tone: null, bold: false }];
  const segments = lineSegments(parts, places, first);
  return (
    <>
      {line.stamp && <span className="text-mute">{line.stamp} </span>}
      <bdi>
        {segments.map(({ text, part, match }, index) => {
          const look = `${part.tone === null ? '' : TONE_CLASS[part.tone]} ${part.bold ? 'font-semibold' : ''}`.trim();
          const key = `${index} ${match ?? ''}`;
          if (match !== null) {
            return (
              <mark key={key} className={match === current ? 'bg-accent text-on-accent' : 'bg-missing/35 text-ink'}>
                {text}
              </mark>
            );
          }
          return look === '' ? (
            text
          ) : (
            <span key={key} className={look}>
              {text}
            </span>
          );
        })}
      </bdi>
      {line.note && <i className="text-mute"> {line.note}</i>}
    </>
  );
}
