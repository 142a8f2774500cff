// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { ColumnHeads } from './column-heads.tsx';
import { useFleetParams } from './use-fleet-params.ts';

afterEach(cleanup);

function Heads() {
  const [params, setParams] = useFleetParams();
  return <ColumnHeads params={params} setParams={setParams} />;
}

const sortOf = (name: RegExp) => screen.getByRole('columnheader', { name }).getAttribute('aria-sort');

it('[FLEETVIEW-7] a head sorts by its column, counts from the largest, and the other way round at the next press', () => {
  renderWithWords(<Heads />);
  expect(sortOf(/PHASE/)).toBe('ascending');
  fireEvent.click(screen.getByRole('button', { name: /^READY/ }));
  expect([sortOf(/^READY/), sortOf(/PHASE/)]).toEqual(['descending', 'none']);
  fireEvent.click(screen.getByRole('button', { name: /^READY/ }));
  expect(sortOf(/^READY/)).toBe('ascending');
  fireEvent.click(screen.getByRole('button', { name: /^NAME/ }));
  expect([sortOf(/^NAME/), sortOf(/^READY/)]).toEqual(['ascending', 'none']);
});
