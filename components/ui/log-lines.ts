import Anser from 'anser';
import { visibleText } from './visible-text.ts';

/** A line longer than this is cut, with a note: one line must not freeze the page. */
export const LONGEST_LINE = 16_384;
/** Operating system commands such as OSC 8 links, which may hide an address behind another text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these bytes are what is removed
const OSC = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g;

export interface LogLine {
  readonly text: string;
  /** How many characters are not shown. */
  readonly cut: number;
}

/** Log bytes as safe lines: colours and links stripped, what a carriage return overwrote dropped, the rest of the invisible shown as escapes. */
export function readLog(raw: string): LogLine[] {
  const lines = raw.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(readLine);
}

function readLine(raw: string): LogLine {
  const cut = Math.max(0, raw.length - LONGEST_LINE);
  const plain = Anser.ansiToText(raw.slice(0, LONGEST_LINE).replace(OSC, ''));
  const overwritten = plain.replace(/\r$/, '').split('\r');
  return { text: visibleText(overwritten.at(-1) ?? ''), cut };
}
