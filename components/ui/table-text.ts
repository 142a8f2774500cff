/** One line of a table; numbers are never taken for formulas. */
export type TableLine = readonly (string | number | boolean)[];

/** What a spreadsheet would run: its formula signs, also full-width, and what it skips before one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * RFC 4180 with a byte order mark, without which Excel reads no UTF-8. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front, which it shows as text.
 */
export function csvText(lines: readonly TableLine[]): string {
  const rows = lines.map((line) => line.map((cell) => quoted(harmless(cell))).join(','));
  return `\uFEFF${rows.map((row) => `${row}\r\n`).join('')}`;
}

/** Lines of cells between tabs, to be pasted into a spreadsheet or a terminal. */
export function tabbedText(lines: readonly TableLine[]): string {
  return lines.map((line) => line.map((cell) => harmless(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

function harmless(cell: string | number | boolean): string {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
