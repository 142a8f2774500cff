import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findInLines, lineSegments, MOST_MATCHES } from './text-search.ts';

it('[SEARCH-1] every place is found once, upper and lower case alike, the first 10,000', () => {
  expect(findInLines([{ text: 'Error: error' }, { text: '' }, { text: 'an ERROR' }], 'error')).toEqual([
    { line: 0, start: 0, end: 5 },
    { line: 0, start: 7, end: 12 },
    { line: 2, start: 3, end: 8 },
  ]);
  expect(findInLines([{ text: 'a' }], '')).toEqual([]);
  expect(findInLines([{ text: 'a'.repeat(50_000) }], 'a')).toHaveLength(MOST_MATCHES);
  expect(findInLines([{ text: 'İx' }], 'x')).toEqual([{ line: 0, start: 1, end: 2 }]);
});

it('[SEARCH-2] whatever is marked, the segments of a line are its text', () => {
  const parts = fc.array(fc.record({ text: fc.string() }), { maxLength: 6 });
  fc.assert(
    fc.property(parts, fc.string({ minLength: 1, maxLength: 2 }), (spans, wanted) => {
      const text = spans.map((span) => span.text).join('');
      const places = findInLines([{ text }], wanted);
      const segments = lineSegments(spans, places, 3);
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      for (const [index, { start, end }] of places.entries()) {
        const marked = segments.filter(({ match }) => match === 3 + index).map((segment) => segment.text);
        expect(marked.join('')).toBe(text.slice(start, end));
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});
