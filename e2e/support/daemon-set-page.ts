import type { Locator, Page } from '@playwright/test';

/** The page of one DaemonSet. */
export class DaemonSetPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly sentence: Locator;
  readonly panel: Locator;
  readonly states: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid');
    this.sentence = page.getByTestId('sentence');
    this.panel = page.getByRole('region', { name: /^Node / });
    this.states = page.getByRole('group', { name: 'Nodes by state' });
  }

  async open(namespace: string, name: string, search = ''): Promise<void> {
    await this.page.goto(`/c/demo/daemonsets/${namespace}/${name}${search}`);
    await this.grid.waitFor();
  }

  chip(state: string): Locator {
    return this.states.getByRole('button', { name: new RegExp(`^${state} `) });
  }

  /** One of the counts by kubectl's word. */
  async count(word: string): Promise<number> {
    const term = this.page.locator('dl > div').filter({ has: this.page.getByText(word, { exact: true }) });
    return toNumber((await term.locator('dd > :first-child').first().textContent()) ?? '');
  }

  /** The sum of the parts of the progress bar. */
  async progressSum(): Promise<number> {
    const parts = await this.page
      .getByRole('group', { name: /^Progress/ })
      .getByRole('button')
      .all();
    const labels = await Promise.all(parts.map((part) => part.getAttribute('aria-label')));
    return labels.reduce((sum, label) => sum + toNumber(label ?? ''), 0);
  }

  /** The sum of the chips by state and the count of the chip for all. */
  async chipSums(): Promise<{ readonly all: number; readonly sum: number }> {
    const [all = '', ...states] = await this.states.getByRole('button').allInnerTexts();
    return { all: toNumber(all), sum: states.reduce((sum, text) => sum + toNumber(text), 0) };
  }
}

function toNumber(text: string): number {
  return Number(text.replace(/[^\d-]/g, ''));
}
