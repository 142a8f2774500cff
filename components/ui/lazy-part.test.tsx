// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { lazy } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { LazyPart } from './lazy-part.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('[LAZY-1] shows what waits until the code is there', async () => {
  const Part = lazy(async () => ({ default: () => <p>part</p> }));
  renderWithWords(
    <LazyPart waiting={<p>waiting</p>}>
      <Part />
    </LazyPart>,
  );
  expect(screen.getByText('waiting')).toBeDefined();
  await screen.findByText('part');
});

it('[LAZY-2] code that cannot be had is said in its own place, and the page around it goes on', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Part = lazy(() => Promise.reject(new Error('gone')));
  renderWithWords(
    <>
      <p>page</p>
      <LazyPart>
        <Part />
      </LazyPart>
    </>,
  );
  await screen.findByRole('alert');
  expect(screen.getByText('page')).toBeDefined();
});
