import { describe, expect, it } from 'vitest';
import { formatCursor, parseCursor } from './cursor.ts';

describe('cursor', () => {
  it('[FEED-1] what is written is read back', () => {
    expect(parseCursor(formatCursor({ epoch: 'a1b2c3', seq: 42 }))).toEqual({ epoch: 'a1b2c3', seq: 42 });
    expect(parseCursor('e.0')).toEqual({ epoch: 'e', seq: 0 });
  });

  it.each(['', '9e99', 'e.', '.1', 'e.01', 'e.-1', 'e.1.2', 'E.1', 'e.1e3', 'e.99999999999999999', `e.${'1'.repeat(1_000_000)}`])(
    '[FEED-2] text that is no cursor is none: %.20s',
    (text) => {
      expect(parseCursor(text)).toBeNull();
    },
  );
});
