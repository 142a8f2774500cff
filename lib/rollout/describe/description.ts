/** One line of a description, or several of one name: `Labels:  a=b` with the next value below the first. */
export interface DescribedField {
  readonly name: string;
  readonly values: readonly string[];
  /** Lines below it, deeper by two columns. */
  readonly fields?: readonly DescribedField[];
}

const NONE = '<none>';
const INDENT = '  ';

/** A field of one value; an empty one is not said. */
export function field(name: string, value: string): readonly DescribedField[] {
  return value === '' ? [] : [{ name, values: [value] }];
}

/** A field of several values, `<none>` when there are none. */
export function fieldOf(name: string, values: readonly string[]): DescribedField {
  return { name, values: values.length === 0 ? [NONE] : values };
}

/** A heading with lines below it, `<none>` when there are none. */
export function group(name: string, fields: readonly DescribedField[]): DescribedField {
  return fields.length === 0 ? { name, values: [NONE] } : { name, values: [], fields };
}

/** A heading with rows of columns below it, `<none>` when there are none. */
export function table(name: string, columns: readonly string[], rows: readonly (readonly string[])[]): DescribedField {
  if (rows.length === 0) return { name, values: [NONE] };
  const all = [columns, columns.map((column) => '-'.repeat(column.length)), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => (row[index] ?? '').length)));
  const lines = all.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(INDENT));
  return { name, values: [], fields: lines.map((line) => ({ name: '', values: [line] })) };
}

/** The fields as kubectl lays them out: names in one column, values in the next. */
export function descriptionText(fields: readonly DescribedField[]): string {
  return `${linesOf(fields, '').join('\n')}\n`;
}

function linesOf(fields: readonly DescribedField[], indent: string): readonly string[] {
  const width = Math.max(0, ...fields.filter(({ fields: below }) => below === undefined).map(({ name }) => name.length)) + 3;
  return fields.flatMap(({ name, values, fields: below = [] }) => {
    const [first = '', ...rest] = values.flatMap((value) => value.split('\n'));
    const head = name === '' ? `${indent}${first}` : `${indent}${`${name}:`.padEnd(width)}${first}`;
    const column = `${indent}${' '.repeat(name === '' ? 0 : width)}`;
    return [head, ...rest.map((value) => `${column}${value}`)]
      .map((line) => line.trimEnd())
      .concat(linesOf(below, `${indent}${INDENT}`));
  });
}
