// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useQueryState } from 'nuqs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { type SampleLiveDaemonSet, sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { NodesCard } from './nodes-card.tsx';
import { useNodeViewParams } from './use-node-view.ts';
import { useSelection } from './use-selection.ts';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  // Room for a real layout; jsdom has no sizes of its own.
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 900 });
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => 900 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 600 });
});
afterEach(cleanup);

function Card({ live }: { readonly live: SampleLiveDaemonSet }) {
  const [params, setParams] = useNodeViewParams();
  const [sel] = useQueryState('sel');
  const selection = useSelection(live, { node: params.node, setNode: (node) => setParams({ node }) });
  return (
    <div>
      <p>address {sel ?? 'says nothing'}</p>
      <p>open {params.node ?? 'nothing'}</p>
      <NodesCard
        live={live}
        version={1}
        params={params}
        setParams={setParams}
        opened={params.node}
        selection={selection}
        cluster="kind"
      />
    </div>
  );
}

const STATES = ['outdated', 'available', 'outdated', 'available', 'missing', 'available'] as const;

function show(search = '') {
  const live = sampleLiveDaemonSet(
    STATES.map((state, index) => ({ name: `node-${index + 1}`, state, zone: index < 3 ? 'a' : 'b' })),
  );
  renderWithWords(<Card live={live} />, { search: `?group=none&sort=name${search}` });
  return live;
}

function chosen(role: 'gridcell' | 'row' = 'gridcell') {
  return screen
    .queryAllByRole(role, { selected: true })
    .map((element) => /node-\d/.exec(element.getAttribute('aria-label') ?? element.textContent ?? '')?.[0]);
}

const press = (key: string, more: object = {}) => fireEvent.keyDown(screen.getByRole('grid'), { key, ...more });
const address = () => screen.getByText(/^address /).textContent?.slice('address '.length);

it('[SELECT-6] Space takes the active Node in and out, arrows move between, and the address says which are chosen', async () => {
  show();
  press(' ');
  press('ArrowRight');
  press('ArrowRight');
  press(' ');
  expect(chosen()).toEqual(['node-1', 'node-3']);
  expect(address()).toBe('node-[1,3]');
  press(' ');
  expect(chosen()).toEqual(['node-1']);
  expect(screen.getByText('open nothing')).toBeTruthy();
});

it('[SELECT-7] Shift and a moving key stretch and shrink the selection from where it began', () => {
  show();
  press('ArrowRight');
  press('ArrowRight', { shiftKey: true });
  press('ArrowRight', { shiftKey: true });
  expect(address()).toBe('node-[2-4]');
  press('ArrowLeft', { shiftKey: true });
  expect(address()).toBe('node-[2-3]');
  press('Home', { shiftKey: true, ctrlKey: true });
  expect(address()).toBe('node-[1-2]');
});

it('[SELECT-8] Ctrl or Command and A choose all that is shown, and what filters hide stays as it was', () => {
  show('&state=outdated');
  press('a', { ctrlKey: true });
  expect(address()).toBe('node-[1,3]');
  fireEvent.click(screen.getByRole('button', { name: /^all Nodes/ }));
  expect(chosen()).toEqual(['node-1', 'node-3']);
  press('a', { metaKey: true });
  expect(address()).toBe('node-[1-6]');
});

it('[SELECT-9] Enter opens one Node and leaves the others', () => {
  show('&sel=node-[1-3]');
  expect(chosen()).toEqual(['node-1', 'node-2', 'node-3']);
  press('ArrowRight');
  press('Enter');
  expect(screen.getByText('open node-2')).toBeTruthy();
  expect(address()).toBe('says nothing');
  expect(chosen()).toEqual(['node-2']);
});

it('[SELECT-10] the table has the same selection, a box for all that says when only some are chosen, and the same keys', async () => {
  show('&view=table&sel=node-[2-3]');
  await screen.findByRole('row', { name: /node-2/ });
  expect(chosen('row')).toEqual(['node-2', 'node-3']);
  const all = screen.getByRole('checkbox');
  expect(all.getAttribute('aria-checked')).toBe('mixed');
  fireEvent.click(all);
  expect(all.getAttribute('aria-checked')).toBe('true');
  expect(address()).toBe('node-[1-6]');
  fireEvent.click(all);
  expect(all.getAttribute('aria-checked')).toBe('false');
  press('ArrowDown');
  press(' ');
  press('ArrowDown', { shiftKey: true });
  expect(address()).toBe('node-[2-3]');
  fireEvent.click(screen.getByRole('row', { name: /node-5/ }), { ctrlKey: true });
  fireEvent.click(screen.getByRole('row', { name: /node-6/ }), { shiftKey: true });
  expect(address()).toBe('node-[5-6]');
});

it('[SELECT-11] a Node that leaves the cluster leaves the selection with a word, and its name is another Node later', async () => {
  const live = show('&sel=node-[1-2],node-9');
  expect(screen.getByText(/2 Nodes selected/, { selector: 'b' })).toBeTruthy();
  expect(screen.getByText(/1 not in the cluster: node-9/)).toBeTruthy();
  act(() => {
    live.remove(1);
    live.publish();
  });
  expect(screen.getByText(/1 Node selected/, { selector: 'b' })).toBeTruthy();
  expect(screen.getByText(/2 not in the cluster: node-9, node-2/)).toBeTruthy();
  act(() => {
    live.add({ name: 'node-2', state: 'available' });
    live.publish();
  });
  expect(screen.getByText(/1 Node selected/, { selector: 'b' })).toBeTruthy();
  expect(chosen()).toEqual(['node-1']);
  await waitFor(() => expect(screen.getAllByText(/^1 Node selected/).length).toBeGreaterThan(1));
});

it('[SELECT-12] a live change of a chosen Node keeps it chosen', () => {
  const live = show('&sel=node-[1-2]');
  act(() => {
    live.change(0, { state: 'available' });
    live.publish();
  });
  expect(chosen()).toEqual(['node-1', 'node-2']);
});

it('[SELECT-13] an address that cannot be read or has been lost says so and chooses nothing', () => {
  show('&sel=n[3-1],node-1');
  expect(screen.getByText(/1 part of the address could not be read/)).toBeTruthy();
  expect(chosen()).toEqual(['node-1']);
  cleanup();
  show('&sel=*7');
  expect(screen.getByText(/too long for its address and is gone/)).toBeTruthy();
  expect(chosen()).toEqual([]);
});

it('[TABLE-1] the address may leave columns out of the table, never the names, and every column that is there sorts', async () => {
  show('&view=table&hide=age,zone,name');
  await screen.findByRole('row', { name: /node-2/ });
  const heads = screen.getAllByRole('columnheader').flatMap((head) => head.textContent || []);
  expect(heads).toEqual(['node', 'state', 'reason', 'revision', 'restarts', 'pool']);
  for (const head of heads) {
    fireEvent.click(screen.getByRole('button', { name: head }));
    expect(screen.getByRole('columnheader', { name: head }).getAttribute('aria-sort')).toBe(
      head === 'node' ? 'descending' : 'ascending',
    );
  }
});

it('[SELECT-18] a finger that rests takes a Node in, then taps do, and a finger that moves scrolls; the last one out ends it', () => {
  vi.useFakeTimers();
  show();
  const grid = screen.getByRole('grid');
  const cell = (index: number) => {
    const { style } = screen.getAllByRole('gridcell')[index] as HTMLElement;
    const at = { clientX: Number.parseFloat(style.left) + 5, clientY: Number.parseFloat(style.top) + 5 };
    return { ...at, pointerType: 'touch', isPrimary: true };
  };
  const tap = (index: number, restMs = 0) => {
    fireEvent.pointerDown(grid, cell(index));
    act(() => void vi.advanceTimersByTime(restMs));
    fireEvent.pointerUp(grid, cell(index));
    fireEvent(grid, new PointerEvent('click', { bubbles: true, ...cell(index) }));
  };
  fireEvent.pointerDown(grid, cell(2));
  fireEvent.pointerMove(grid, { ...cell(2), clientY: 300 });
  act(() => void vi.advanceTimersByTime(600));
  expect(address()).toBe('says nothing');
  tap(1, 600);
  expect(address()).toBe('node-2');
  tap(3);
  expect(address()).toBe('node-[2,4]');
  tap(3);
  tap(1);
  expect(address()).toBe('says nothing');
  tap(0);
  expect(screen.getByText('open node-1')).toBeTruthy();
  vi.useRealTimers();
});

it('[TOUCH-9] a finger never opens the menu of the browser over the cells, a mouse may', () => {
  show();
  const opensMenu = (pointerType: string) =>
    fireEvent(
      screen.getByRole('grid'),
      new PointerEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 5, clientY: 5, pointerType }),
    );
  expect(opensMenu('mouse')).toBe(true);
  expect(opensMenu('touch')).toBe(false);
  // Where it opens before the finger has rested long enough to choose.
  fireEvent.pointerDown(screen.getByRole('grid'), { clientX: 5, clientY: 5, pointerType: 'touch', isPrimary: true });
  expect(opensMenu('touch')).toBe(false);
});

it('[SELECT-19] a click opens, Ctrl takes in and out, Shift chooses a range from the Node that was touched last', () => {
  show();
  const grid = screen.getByRole('grid');
  const click = (index: number, keys: object = {}) => {
    const { style } = screen.getAllByRole('gridcell')[index] as HTMLElement;
    const at = { clientX: Number.parseFloat(style.left) + 5, clientY: Number.parseFloat(style.top) + 5, ...keys };
    fireEvent.pointerDown(grid, { ...at, pointerType: 'mouse', button: 0 });
    fireEvent.pointerUp(grid, { ...at, pointerType: 'mouse' });
    fireEvent(grid, new PointerEvent('click', { bubbles: true, pointerType: 'mouse', ...at }));
  };
  click(1);
  expect(screen.getByText('open node-2')).toBeTruthy();
  click(3, { ctrlKey: true });
  expect(address()).toBe('node-[2,4]');
  expect(screen.getByText('open nothing')).toBeTruthy();
  click(5, { shiftKey: true });
  expect(address()).toBe('node-[4-6]');
  click(0, { shiftKey: true, metaKey: true });
  expect(address()).toBe('node-[1-6]');
  click(4, { metaKey: true });
  expect(address()).toBe('node-[1-4,6]');
});
