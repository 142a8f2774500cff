import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Product } from '../../../e2e/support/product.ts';
import { median, type Row, row } from '../rows.ts';
import { multiplyFeed } from './multiplied-feed.ts';
import { busySeconds, heapMegabytes, longestTask, paintedAt, probePages } from './probe.ts';

const SUBJECT = '/c/demo/daemonsets/kube-system/fluentd-elasticsearch?sort=name';
const NAVIGATIONS = 3;
const PATCHES = 40;
const NODES_A_PATCH = 20;
/** Patches come at most ten times a second. */
const PATCH_EVERY_MS = 100;

/** A feed larger than any simulated cluster: first view, moving about, and what a patch costs. */
export async function measureLarge(browser: Browser, product: Product, nodes: number): Promise<readonly Row[]> {
  const feed = await multiplyFeed(product.url, nodes);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', baseURL: feed.url });
  try {
    await probePages(context);
    const times: number[] = [];
    for (let round = 0; round <= NAVIGATIONS; round++) {
      const page = await context.newPage();
      await page.goto(SUBJECT, { waitUntil: 'commit' });
      const painted = await paintedAt(page);
      if (round > 0) times.push(painted);
      await page.close();
    }
    const page = await context.newPage();
    await page.goto(SUBJECT);
    await paintedAt(page);
    await sleep(2_000);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const patch = await measurePatches(session, () => feed.patch(NODES_A_PATCH));
    return [
      row(nodes, 'navigation to the whole grid painted (median)', median(times), { most: 3_000, unit: 'ms' }),
      row(nodes, `patch of ${NODES_A_PATCH} Nodes applied and drawn, all work of the page`, patch, { most: 5, unit: 'ms' }),
      ...(await measureMoves(page, nodes)),
      row(nodes, 'JS heap', await heapMegabytes(session), { most: 150, unit: 'MB' }),
    ];
  } finally {
    await context.close();
    feed.stop();
  }
}

async function measurePatches(session: CDPSession, send: () => void): Promise<number> {
  const idle = await workOver(session, async () => sleep(PATCHES * PATCH_EVERY_MS));
  const busy = await workOver(session, async () => {
    for (let patch = 0; patch < PATCHES; patch++) {
      send();
      await sleep(PATCH_EVERY_MS);
    }
  });
  return Math.max(0, busy - idle) / PATCHES;
}

async function workOver(session: CDPSession, act: () => Promise<unknown>): Promise<number> {
  const before = await busySeconds(session);
  await act();
  return ((await busySeconds(session)) - before) * 1_000;
}

/** Tasks up to 50 ms count as none. */
async function measureMoves(page: Page, nodes: number): Promise<readonly Row[]> {
  const grid = page.getByRole('grid');
  const box = await grid.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
  const rows: Row[] = [];
  const act = async (what: string, move: () => Promise<unknown>) => {
    await longestTask(page);
    await move();
    await sleep(500);
    rows.push(row(nodes, `${what}: longest task over 50 ms`, await longestTask(page), { most: 50, unit: 'ms' }));
  };
  await act('scroll', async () => {
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 150);
  });
  await act('zoom in and out', async () => {
    await grid.focus();
    for (const key of ['+', '+', '-', '-', '+', '-']) {
      await page.keyboard.press(key);
      await sleep(150);
    }
  });
  await act('group by pool', () => page.getByRole('combobox', { name: 'Group', exact: true }).selectOption('pool'));
  await act('group by zone, then pool', async () => {
    await page.getByRole('combobox', { name: 'Group', exact: true }).selectOption('zone');
    await page.getByRole('combobox', { name: 'then', exact: true }).selectOption('pool');
  });
  await act('colour by age', () => page.getByRole('combobox', { name: 'Colour', exact: true }).selectOption('age'));
  return rows;
}
