// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { type ShownMarker, TimelineMarkers } from './timeline-markers.tsx';

const START = Date.parse('2026-01-01T01:00:00Z');
const MARKERS: readonly ShownMarker[] = Array.from({ length: 6 }, (_, index) => ({
  kind: 'revision',
  at: START + index * 60_000,
  revision: index + 1,
  again: false,
  changeCause: null,
}));

afterEach(cleanup);

function revisions(): readonly (string | undefined)[] {
  return screen.getAllByRole('listitem').map(({ textContent }) => textContent?.match(/revision \d/)?.[0]);
}

it('[MARKERLIST-1] the newest are listed, in the order of time, and the earlier ones when they are asked for', () => {
  renderWithWords(<TimelineMarkers markers={MARKERS} />);
  expect(revisions()).toEqual(['revision 3', 'revision 4', 'revision 5', 'revision 6']);
  fireEvent.click(screen.getByRole('button', { name: '2 earlier' }));
  expect(revisions()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `revision ${number}`));
  fireEvent.click(screen.getByRole('button', { name: 'fewer' }));
  expect(revisions()).toHaveLength(4);
});
