// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useKeptScroll } from './kept-scroll.ts';

function Box({ view }: { readonly view: string }) {
  const box = useRef<HTMLDivElement>(null);
  useKeptScroll(box, view);
  return <div ref={box} data-testid="box" />;
}

afterEach(() => {
  cleanup();
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
