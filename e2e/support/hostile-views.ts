import { expect, type Page } from '@playwright/test';
import { at, FIRST, gridOf, type HostileView, SUBJECT, TAG, TAG_TEXT } from './hostile-view.ts';
import { twoFrames } from './two-frames.ts';

async function subject(page: Page, search = ''): Promise<void> {
  await page.goto(SUBJECT + search);
  await gridOf(page).waitFor(FIRST);
}

async function heading(page: Page, name: RegExp): Promise<void> {
  const title = page.getByRole('heading', { name }).first();
  await expect(() => title.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass(FIRST);
}

/** What a panel shows instead of the facts. */
const shown = (view: string, search = ''): HostileView => ({
  name: `${view} of ${search === '' ? 'the DaemonSet' : 'a Node'}`,
  async open(page, node) {
    await subject(page, `?show=${view}${search.replace('NODE', node)}`);
    await expect(page.locator('main')).toContainText(/window\.executed/, FIRST);
    await page.locator('main:not(:has([aria-busy=true]))').first().waitFor(FIRST);
  },
});
const dialog = (name: string, open: (page: Page) => Promise<void>): HostileView => ({
  name,
  async open(page) {
    await subject(page);
    await open(page);
    await page.getByRole('dialog').first().waitFor(FIRST);
  },
});

/** What the list and the page of a DaemonSet show; a new card or panel is one more line. */
export const HOSTILE_VIEWS: readonly HostileView[] = [
  at('the list', '/c/demo', 'hostile'),
  at('the list, searched', `/c/demo?q=${TAG}`),
  { name: 'the grid', open: (page) => subject(page) },
  { name: 'the hover card', open: hoverFirstCell },
  { name: 'a Node', open: openNode },
  { name: 'the table', open: (page) => subject(page, '?view=table') },
  { name: 'what-if', open: typeIntoWhatIf },
  { name: 'the funnel', open: async (page) => subject(page).then(() => heading(page, /^Why each Node/)) },
  { name: 'the timeline', open: async (page) => subject(page).then(() => heading(page, /^Timeline/)) },
  { name: 'what a revision changed', open: openRevision },
  dialog('two revisions compared', (page) => page.getByRole('button', { name: 'Compare' }).click(FIRST)),
  shown('yaml'),
  shown('describe'),
  shown('events'),
  shown('logs', '&node=NODE'),
  shown('events', '&node=NODE'),
  shown('describe', '&node=NODE'),
  shown('yaml', '&node=NODE'),
];

async function openNode(page: Page, node: string): Promise<void> {
  await subject(page, `?node=${node}`);
  const panel = page.getByRole('region', { name: `Node ${node}` });
  await panel.getByTestId('verdict').waitFor(FIRST);
}

async function hoverFirstCell(page: Page): Promise<void> {
  await subject(page);
  const box = await page.getByRole('gridcell').first().boundingBox();
  if (box === null) throw new Error('The grid has no cell.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await twoFrames(page);
}

async function typeIntoWhatIf(page: Page): Promise<void> {
  await subject(page, '?whatif={}');
  const panel = page.getByRole('region', { name: 'What if' });
  await panel.getByRole('button', { name: 'Add a label' }).click(FIRST);
  const selector = panel.getByRole('group', { name: 'nodeSelector' });
  await selector.getByRole('textbox', { name: 'key' }).last().fill('pool');
  await selector.getByRole('textbox', { name: 'value' }).last().fill(TAG_TEXT);
  await expect(selector.getByRole('alert')).toContainText('Invalid value', FIRST);
}

async function openRevision(page: Page): Promise<void> {
  await subject(page);
  await page.getByRole('button', { name: 'What revision 2 changed' }).click(FIRST);
  await page.getByText('As YAML').first().click(FIRST);
  await expect(page.getByRole('region', { name: 'Differing lines as YAML' })).toContainText('+', FIRST);
}
