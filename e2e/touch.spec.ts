import type { Locator, Page } from '@playwright/test';
import type { DaemonSetPage } from './support/daemon-set-page.ts';
import { apart, Fingers } from './support/fingers.ts';
import { expect, test } from './support/test.ts';

test.use({
  cluster: { scenario: 'healthy-fleet', nodes: 300 },
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
});

const AT = { x: 150, y: 450 };
/** More than one step of the zoom and less than two. */
const ONE_STEP = 1.5;

async function open(daemonSet: DaemonSetPage, search: string): Promise<void> {
  await daemonSet.open('kube-system', 'fluentd-elasticsearch', search);
  await expect(daemonSet.grid).toHaveAccessibleName(/^300 Nodes/);
  await daemonSet.grid.evaluate((grid) => grid.scrollIntoView({ block: 'center' }));
}

const magnified = (page: Page) => page.evaluate(() => window.visualViewport?.scale ?? 0);
const scrolled = (element: Locator) => element.evaluate(({ scrollTop }) => Math.round(scrollTop));

/** How far the middle of an element is from a height in the window. */
async function awayFrom(element: Locator, y: number): Promise<number> {
  const box = await element.boundingBox();
  return box ? Math.abs(box.y + box.height / 2 - y) : Number.POSITIVE_INFINITY;
}

test('[TOUCH-1] a tap opens the Node and leaves no card over the grid; a finger that rests takes it in and marks no text', async ({
  page,
  daemonSet,
}) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name');
  await fingers.tap(AT);
  await expect(page).toHaveURL(/node=/);
  await expect(daemonSet.panel).toBeVisible();
  const card = daemonSet.grid.locator('.fixed');
  await expect(card).toHaveCount(0);
  await fingers.land({ x: AT.x, y: AT.y + 80 });
  await expect(page).toHaveURL(/sel=/);
  await fingers.lift();
  await expect(page.getByText('2 Nodes selected').first()).toBeVisible();
  await expect(card).toHaveCount(0);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');
});

test('[TOUCH-2] one finger scrolls the grid, and the page where all of the grid is in view; it draws and opens nothing', async ({
  page,
  daemonSet,
}) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=tile');
  await fingers.drag({ x: 150, y: 600 }, { x: 150, y: 300 });
  await expect.poll(() => scrolled(daemonSet.grid)).toBeGreaterThan(200);
  await open(daemonSet, '?group=none&sort=name&zoom=8');
  const before = await scrolled(page.locator('html'));
  const { x, y } = (await daemonSet.grid.boundingBox()) ?? AT;
  await fingers.drag({ x: x + 60, y: y + 60 }, { x: x + 60, y: y + 260 });
  await expect.poll(() => scrolled(page.locator('html'))).toBeLessThan(before - 100);
  expect(await scrolled(daemonSet.grid)).toBe(0);
  await expect(page).not.toHaveURL(/sel=|node=/);
});

test('[TOUCH-3] two fingers zoom the cells in steps around the Node between them, and back; the page is not magnified', async ({
  page,
  daemonSet,
}) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=19');
  await fingers.tap(AT);
  const node = page.locator('[role=gridcell][aria-selected=true]');
  await expect(node).toHaveCount(1);
  await fingers.land(...apart(AT, 60));
  for (const [zoom, distance] of [
    ['28', 82],
    ['38', 111],
    ['tile', 150],
  ] as const) {
    // A hand does not keep the place between its fingers.
    await fingers.move(...apart({ x: AT.x - distance / 6, y: AT.y + distance / 30 }, distance));
    await expect(page).toHaveURL(new RegExp(`zoom=${zoom}`));
    await expect.poll(() => awayFrom(node, AT.y)).toBeLessThan(22);
  }
  for (const [zoom, distance] of [
    ['38', 108],
    ['28', 80],
    ['19', 58],
  ] as const) {
    await fingers.move(...apart(AT, distance));
    await expect(page).toHaveURL(new RegExp(`zoom=${zoom}`));
  }
  await fingers.lift();
  expect(await magnified(page)).toBe(1);
  await expect(page).not.toHaveURL(/sel=/);
  await expect(daemonSet.panel).toBeVisible();
});

test('[TOUCH-4] beside the grid two fingers magnify the page, and over the grid too until the page has its size again', async ({
  page,
  daemonSet,
}) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=19');
  const grid = (await daemonSet.grid.boundingBox()) ?? AT;
  await fingers.pinch({ x: 190, y: grid.y - 100 }, 150, 260);
  await expect.poll(() => magnified(page)).toBeGreaterThan(1.4);
  await daemonSet.grid.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const y = await daemonSet.grid.evaluate((element) => {
    const view = window.visualViewport;
    const box = element.getBoundingClientRect();
    return (box.y + box.height / 2 - (view?.offsetTop ?? 0)) * (view?.scale ?? 1);
  });
  await fingers.pinch({ x: 190, y: Math.min(y, 800) }, 340, 30);
  await expect.poll(() => magnified(page)).toBe(1);
  await expect(page).toHaveURL(/zoom=19/);
  await daemonSet.grid.evaluate((grid) => grid.scrollIntoView({ block: 'center' }));
  await fingers.pinch(AT, 60, 60 * ONE_STEP);
  await expect(page).toHaveURL(/zoom=28/);
  expect(await magnified(page)).toBe(1);
});

test('[TOUCH-5] two fingers that rest on the grid choose no Node', async ({ page, daemonSet }) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=19');
  await page.clock.install();
  await fingers.land(...apart(AT, 80));
  await page.clock.fastForward(2_000);
  await fingers.lift();
  await fingers.tap(AT);
  await expect(page).toHaveURL(/node=/);
  await expect(page).not.toHaveURL(/sel=/);
});

test('[TOUCH-6] a finger on the map moves the grid and not the page', async ({ page, daemonSet }) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=tile');
  const map = page.getByTestId('minimap');
  const before = (await map.boundingBox()) ?? { ...AT, height: 0 };
  const x = before.x + 10;
  await fingers.drag({ x, y: before.y + 4 }, { x, y: before.y + before.height / 2 });
  await expect.poll(() => scrolled(daemonSet.grid)).toBeGreaterThan(3_000);
  expect((await map.boundingBox())?.y).toBe(before.y);
  await expect(page).not.toHaveURL(/sel=|node=/);
});

test('[TOUCH-7] a finger on a heading that leaves the view goes on zooming', async ({ page, daemonSet }) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=zone&sort=name&zoom=8');
  const headings = page.getByRole('rowheader');
  await expect(headings.nth(1)).toBeVisible();
  const first = (await headings.nth(0).boundingBox()) ?? { ...AT, height: 0 };
  const second = (await headings.nth(1).boundingBox()) ?? { ...AT, height: 0 };
  const x = first.x + 40;
  const last = second.y + 10;
  await fingers.land({ x, y: first.y + 10 }, { x, y: last });
  let distance = last - first.y - 10;
  for (const zoom of ['12', '19', '28', '38', 'tile']) {
    distance *= 1.36;
    await fingers.move({ x, y: last - distance }, { x, y: last });
    await expect(page).toHaveURL(new RegExp(`zoom=${zoom}`));
  }
  await fingers.lift();
  await expect(headings).toHaveCount(1);
  expect(await magnified(page)).toBe(1);
});

test('[TOUCH-8] after scrolling, zooming at the same place is around the Node that is there now', async ({ page, daemonSet }) => {
  const fingers = new Fingers(page);
  await open(daemonSet, '?group=none&sort=name&zoom=28');
  await fingers.pinch(AT, 60, 60 * ONE_STEP);
  await expect(page).toHaveURL(/zoom=38/);
  await daemonSet.grid.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await fingers.tap(AT);
  const node = page.locator('[role=gridcell][aria-selected=true]');
  await expect(node).toHaveCount(1);
  await fingers.pinch(AT, 60, 60 * ONE_STEP);
  await expect(page).toHaveURL(/zoom=tile/);
  await expect.poll(() => awayFrom(node, AT.y)).toBeLessThan(22);
});
