import Anser from 'anser';
import { visibleText } from './visible-text.ts';

/** A line longer than this is cut, with a note: one line must not freeze the page. */
export const LONGEST_LINE = 16_384;
/** Operating system commands such as OSC 8 links, which may hide an address behind another text, and the other strings that end as they do. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these bytes are what is removed
const CONTROL_STRING = /\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g;
/** Two and three byte escapes, such as a change of the character set; not those that begin with `[`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these bytes are what is removed
const ESCAPE = /\u001b[ -/]*[0-Z\\^-~]/g;

/** The colours that a log may ask for, by what a terminal calls them. */
const TONES = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const;
export type LogTone = (typeof TONES)[number] | 'faint';

/** A part of a line in one look. */
export interface LogSpan {
  readonly text: string;
  readonly tone: LogTone | null;
  readonly bold: boolean;
}

export interface LogLine {
  readonly text: string;
  /** The same text in parts, where a part has a look of its own. */
  readonly spans?: readonly LogSpan[];
  /** How many characters are not shown. */
  readonly cut: number;
}

/** Log bytes as safe lines; see `readLogLine`. */
export function readLog(raw: string): LogLine[] {
  const lines = raw.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(readLogLine);
}

/**
 * One line of a log as safe text: colours become spans, links and all other commands to a terminal are dropped, what a
 * carriage return overwrote too, the rest of the invisible is shown as escapes.
 */
export function readLogLine(raw: string): LogLine {
  const cut = Math.max(0, raw.length - LONGEST_LINE);
  const kept = lastWritten(raw.slice(0, LONGEST_LINE));
  if (!kept.includes('\u001b')) return { text: visibleText(kept), cut };
  const plain = kept.replace(CONTROL_STRING, '').replace(ESCAPE, '');
  const spans = Anser.ansiToJson(plain, { use_classes: true, remove_empty: true }).map(spanOf);
  const text = spans.map((span) => span.text).join('');
  return spans.some(({ tone, bold }) => tone !== null || bold) ? { text, spans, cut } : { text, cut };
}

/** A carriage return lets what follows overwrite the line; one at the end is part of the line break. */
function lastWritten(raw: string): string {
  const line = raw.replace(/\r+$/, '');
  return line.slice(line.lastIndexOf('\r') + 1);
}

function spanOf({ content, fg, decorations }: Anser.AnserJsonEntry): LogSpan {
  const colour = (fg ?? '').replace(/^ansi-(?:bright-)?/, '');
  const tone =
    TONES.find((one) => one === colour) ?? (fg === 'ansi-bright-black' || decorations.includes('dim') ? 'faint' : null);
  return { text: visibleText(content), tone, bold: decorations.includes('bold') };
}
