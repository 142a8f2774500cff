// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import TourLine from './tour-line.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

it('[TOUR-3] one step after the other is marked on the page; the last step of a page leads on by what it says', () => {
  renderWithWords(<TourLine page="fleet" />);
  expect(document.documentElement.dataset.tour).toBe('phases');
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(document.documentElement.dataset.tour).toBe('row');
  expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
  cleanup();
  expect(document.documentElement.dataset.tour).toBeUndefined();
  renderWithWords(<TourLine page="daemonSet" />);
  expect(screen.getByRole('status').textContent).toContain('One sentence');
});

it('[TOUR-4] done or closed, it is gone and stays away', () => {
  renderWithWords(<TourLine page="daemonSet" />);
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  fireEvent.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByRole('complementary')).toBeNull();
  cleanup();
  renderWithWords(<TourLine page="fleet" />);
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(document.documentElement.dataset.tour).toBeUndefined();
});
