// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useKeptScroll } from './kept-scroll.ts';

interface BoxProps {
  readonly view: string;
  readonly useScroll?: typeof useKeptScroll;
}

function Box({ view, useScroll = useKeptScroll }: BoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useScroll(box, view);
  return <div ref={box} data-testid="box" />;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const box = () => screen.getByTestId('box');
const scrollTo = (top: number) => {
  box().scrollTop = top;
  fireEvent.scroll(box());
};

it('[SCROLL-1] who comes back finds the place where it was left, and who goes on begins at the top', () => {
  const first = render(<Box view="a" />);
  scrollTo(120);
  fireEvent.pointerDown(box());
  first.unmount();
  fireEvent.popState(window);
  const second = render(<Box view="a" />);
  expect(box().scrollTop).toBe(120);
  second.unmount();
  fireEvent.keyDown(window);
  render(<Box view="a" />);
  expect(box().scrollTop).toBe(0);
});

it('[SCROLL-2] who comes back finds the place also where the router, which listens longer, draws the page at once', async () => {
  render(<Box view="b" />);
  scrollTo(120);
  cleanup();
  const navigation = new EventTarget();
  vi.stubGlobal('navigation', navigation);
  let found = 0;
  let useLate = useKeptScroll;
  const router = () => {
    render(<Box view="b" useScroll={useLate} />);
    found = box().scrollTop;
  };
  window.addEventListener('popstate', router, { once: true });
  vi.resetModules();
  useLate = (await import('./kept-scroll.ts')).useKeptScroll;
  // A browser calls the listeners of its window in the order in which they came, whatever phase they ask for.
  navigation.dispatchEvent(Object.assign(new Event('navigate'), { navigationType: 'traverse' }));
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(found).toBe(120);
});
