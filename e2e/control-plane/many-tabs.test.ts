import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { type Dashboard, startDashboard } from './support/dashboard.ts';
import { eventually } from './support/eventually.ts';
import { framesDuring, installPaintProbe, paintedAt } from './support/frame-meter.ts';
import { type SimulatedCluster, startSimulatedCluster } from './support/simulated-cluster.ts';

const NODES = 5_000;
const MEBIBYTE = 1 << 20;
/** Far beyond what is wanted; a page that needs more is broken, whatever the machine. */
const BROKEN = { paintMs: 30_000, p95FrameMs: 1_000, residentMebibytes: 1_024 };
const WHEELS = 60;

let cluster: SimulatedCluster;
let dashboard: Dashboard;
let browser: Browser;
let tabs: BrowserContext;
let daemonSets: string[];

beforeAll(async () => {
  cluster = await startSimulatedCluster({ scenario: 'large-fleet', nodes: NODES });
  dashboard = await startDashboard({ kubeconfig: cluster.kubeconfig, demoUrl: cluster.url });
  browser = await startBrowser();
  tabs = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await tabs.addInitScript(installPaintProbe);
  daemonSets = await eventually('the list of DaemonSets', { withinMs: 60_000, pollMs: 250 }, async () => {
    const { items } = await dashboard.read<{ items: { namespace: string; name: string }[] }>('/api/c/demo/daemonsets');
    return items.length > 0 && items.map(({ namespace, name }) => `${namespace}/${name}`);
  });
});

afterAll(async () => {
  await browser?.close();
  await dashboard?.stop();
  await cluster?.stop();
});

async function open(path: string): Promise<Page> {
  const page = await tabs.newPage();
  await page.goto(`${dashboard.url}/c/demo${path}`);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
  return page;
}

async function daemonSetPage(index: number, query = ''): Promise<Page> {
  const page = await open(`/daemonsets/${daemonSets[index % daemonSets.length]}${query}`);
  await page.getByTestId('sentence').waitFor({ timeout: 60_000 });
  return page;
}

describe('5,000 nodes', () => {
  it('[HOLD-5] eight tabs of one browser need one watch per resource and one stream', async () => {
    for (let index = 0; index < 4; index += 1) {
      await open('');
      await daemonSetPage(index);
    }
    const streams = await eventually('one stream', { withinMs: 10_000 }, async () => {
      const clients = await dashboard.metric('rollcall_live_clients');
      return clients === 1 && clients;
    });
    const resident = (await dashboard.metric('process_resident_memory_bytes')) / MEBIBYTE;
    const watches = await cluster.openWatches();
    const { items } = await dashboard.read<{ items: { current: number }[] }>('/api/c/demo/daemonsets');
    const pods = items.reduce((sum, { current }) => sum + current, 0);
    console.log(
      `[HOLD-5] ${NODES} nodes, ${items.length} DaemonSets, about ${pods} Pods; 8 tabs: ${JSON.stringify(watches)}, ${streams} stream, server ${resident.toFixed(0)} MiB resident`,
    );
    expect(watches).toEqual({ controllerrevisions: 1, daemonsets: 1, nodes: 1, pods: 1 });
    expect(resident).toBeLessThan(BROKEN.residentMebibytes);
  }, 240_000);

  it('[HOLD-5] the grid is painted and scrolls, as the table does', async () => {
    for (const page of tabs.pages()) await page.close();
    const paints: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      const page = await daemonSetPage(index);
      paints.push(Math.round(await paintedAt(page)));
      await page.close();
    }
    console.log(`[HOLD-5] grid painted after ${paints.join(' ')} ms`);
    expect(Math.min(...paints)).toBeLessThan(BROKEN.paintMs);
    for (const [what, query] of [
      ['grid', '?zoom=28'],
      ['table', '?view=table'],
    ] as const) {
      const page = await daemonSetPage(0, query);
      const grid = page.getByRole('grid');
      await grid.hover();
      const before = await scrolled(page);
      const frames = await framesDuring(page, async () => {
        for (let wheel = 0; wheel < WHEELS; wheel += 1) await page.mouse.wheel(0, 200);
      });
      const after = await scrolled(page);
      console.log(`[HOLD-5] ${what} scrolled ${after - before} px: ${JSON.stringify(frames)}`);
      expect(after).toBeGreaterThan(before);
      expect(frames.p95Ms).toBeLessThan(BROKEN.p95FrameMs);
      await page.close();
    }
  }, 240_000);
});

/** How far anything on the page is scrolled. */
function scrolled(page: Page): Promise<number> {
  return page.evaluate(() => [...document.querySelectorAll('*')].reduce((most, element) => Math.max(most, element.scrollTop), 0));
}
