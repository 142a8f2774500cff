import { layoutFaults } from './support/layout-faults.ts';
import { expect, test } from './support/test.ts';

test('[KEYS-1] everything from the list to a Node and back works without a mouse', async ({ page, fleet, daemonSet }) => {
  await fleet.open();
  await page.keyboard.press('/');
  await expect(fleet.filter).toBeFocused();
  await page.keyboard.type('proxy');
  await expect(page).toHaveURL(/q=proxy/);
  await page.keyboard.press('Enter');
  await expect(fleet.link('edge-proxy').or(fleet.link('kube-proxy')).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(daemonSet.grid).toBeVisible();
  await daemonSet.grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(daemonSet.panel).toBeVisible();
  const chosen = new URL(page.url()).searchParams.get('node');
  await page.keyboard.press('ArrowRight');
  await expect(async () => expect(new URL(page.url()).searchParams.get('node')).not.toBe(chosen)).toPass();
  await page.keyboard.press('Escape');
  await expect(daemonSet.panel).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/c\/demo$/);
});

test('[KEYS-2] ? explains every state with its cell and lists the keys; Escape closes it', async ({ page, fleet }) => {
  await fleet.open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog');
  await expect(help).toContainText('misscheduled');
  await expect(help).toContainText('Move between Nodes');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('[KEYS-3] the grid is one tab stop and its table twin has the same Nodes and the same choice', async ({
  page,
  daemonSet,
}) => {
  await daemonSet.open('kube-system', 'kube-proxy');
  await daemonSet.grid.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(daemonSet.panel).toBeVisible();
  const node = new URL(page.url()).searchParams.get('node') ?? '';
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(daemonSet.grid.getByRole('row', { selected: true })).toContainText(node.slice(-9));
});

const SUBJECT = '/c/demo/daemonsets/kube-system/kube-proxy';

test.describe('at 200 %', () => {
  // What a window of 1280 × 960 shows.
  test.use({ viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 });

  test('[ZOOM-1] at 200 % nothing is cut, covered or beside the window, and a Node can be opened', async ({
    page,
    daemonSet,
  }) => {
    const found: string[] = [];
    const look = async (view: string) => found.push(...(await layoutFaults(page)).map((fault) => `${view}: ${fault}`));
    for (const path of ['/c/demo', '/c/demo/matrix', SUBJECT]) {
      await page.goto(path);
      await page.locator('main:not(:has([aria-busy=true])) h1').first().waitFor();
      await look(path);
    }
    await daemonSet.grid.focus();
    await page.keyboard.press('Enter');
    await expect(daemonSet.panel.getByTestId('verdict')).toBeInViewport();
    await look('a Node');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('misscheduled');
    await look('help');
    expect(found).toEqual([]);
  });
});

test('[FORCED-1] with forced colours what has the focus has an outline', async ({ page, daemonSet }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await daemonSet.open('kube-system', 'kube-proxy', '?whatif={}');
  await expect(page.getByRole('region', { name: 'What if' }).getByRole('button', { name: 'Add a label' })).toBeVisible();
  // Who has touched the keyboard is shown the focus.
  await page.keyboard.press('Tab');
  const bare = await page.evaluate(() => {
    const stops = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, textarea, [tabindex="0"]'),
    ];
    const without: string[] = [];
    for (const stop of stops.filter((element) => element.checkVisibility())) {
      stop.focus();
      const marks = [stop, ...stop.querySelectorAll('*')].map((element) => getComputedStyle(element));
      const after = getComputedStyle(stop, '::after');
      const seen = document.activeElement !== stop || [...marks, after].some(({ outlineStyle }) => outlineStyle !== 'none');
      if (!seen) without.push(`${stop.tagName} ${stop.getAttribute('aria-label') ?? stop.textContent?.slice(0, 30)}`);
    }
    return { without, count: stops.length };
  });
  expect(bare.count).toBeGreaterThan(20);
  expect(bare.without).toEqual([]);
});

test('[CALM-1] who wants less motion sees nothing move by itself or by degrees', async ({ page, daemonSet }) => {
  await daemonSet.open('kube-system', 'kube-proxy');
  const moving = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
      const lasts = (durations: string) => durations.split(', ').some((duration) => Number.parseFloat(duration) > 0);
      return styles.filter(
        (style) => lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration)),
      ).length;
    });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
});
