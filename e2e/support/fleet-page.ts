import type { Locator, Page } from '@playwright/test';

/** The list of DaemonSets. */
export class FleetPage {
  readonly page: Page;
  readonly table: Locator;
  readonly filter: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'DaemonSets' });
    this.filter = page.getByRole('searchbox', { name: 'Filter' });
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/c/demo${search}`);
    await this.table.waitFor();
  }

  row(name: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  link(name: string): Locator {
    return this.table.getByRole('link', { name, exact: true });
  }
}
