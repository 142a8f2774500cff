// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { CopyButton } from './copy-button.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, 'execCommand');
});

/** A browser with this clipboard and this answer of the old command. */
function browser(clipboard: object | undefined, command: () => boolean) {
  vi.stubGlobal('navigator', { ...navigator, clipboard });
  const execCommand = vi.fn(command);
  Object.assign(document, { execCommand });
  return execCommand;
}

it('[COPY-1] copies the raw text and says so', async () => {
  const writeText = vi.fn(async () => undefined);
  browser({ writeText }, () => false);
  renderWithWords(<CopyButton text={'a\u202eb'} />);
  fireEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
  expect(writeText).toHaveBeenCalledWith('a\u202eb');
});

it.each([
  ['has no clipboard for plain HTTP', undefined],
  ['refuses it', { writeText: () => Promise.reject(new Error('no')) }],
])('[COPY-2] where the browser %s the old way copies, and leaves nothing behind', async (_, clipboard) => {
  const execCommand = browser(clipboard, () => true);
  renderWithWords(<CopyButton text="kubectl get pods" />);
  fireEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
  expect(execCommand).toHaveBeenCalledWith('copy');
  expect(document.querySelector('textarea')).toBeNull();
});

it('[COPY-3] when nothing helps it says what to do', async () => {
  browser(undefined, () => {
    throw new Error('not allowed');
  });
  renderWithWords(<CopyButton text="kubectl get pods" />);
  fireEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('button', { name: /by hand/ })).toBeTruthy();
});
