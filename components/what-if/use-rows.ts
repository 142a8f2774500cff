'use client';
import { useState } from 'react';

interface Rows<Row> {
  readonly rows: readonly Row[];
  replace(at: number, row: Row | null): void;
  add(row: Row): void;
}

/**
 * The rows of a form for `value`. A row that is not complete yet stays in the form and out of the value: `write` leaves it
 * out. When the value becomes another one from outside, the rows follow.
 */
export function useRows<Value, Row>({
  value,
  read,
  write,
  onChange,
}: {
  readonly value: Value;
  readonly read: (value: Value) => readonly Row[];
  readonly write: (rows: readonly Row[]) => Value;
  readonly onChange: (value: Value) => void;
}): Rows<Row> {
  const text = JSON.stringify(value);
  const [known, setKnown] = useState(() => ({ text, rows: read(value) }));
  const rows = known.text === text ? known.rows : read(value);
  if (known.text !== text) setKnown({ text, rows });
  const set = (next: readonly Row[]) => {
    const written = write(next);
    setKnown({ text: JSON.stringify(written), rows: next });
    if (JSON.stringify(written) !== text) onChange(written);
  };
  return {
    rows,
    replace: (at, row) => set(rows.flatMap((old, index) => (index === at ? (row === null ? [] : [row]) : [old]))),
    add: (row) => set([...rows, row]),
  };
}
