import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog of an act, as a person goes through it. */
export class ActDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly card: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.card = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Wave/ }) });
  }

  /** Opens an act of the header by its button; `menu` for those behind More. */
  async open(name: string, { menu = false } = {}): Promise<void> {
    const header = this.page.getByRole('group', { name: 'Acts on this DaemonSet' });
    if (menu) await header.getByRole('button', { name: 'More', exact: true }).click();
    const button = header.getByRole('button', { name, exact: true });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    await button.click();
    await expect(this.dialog).toBeVisible();
  }

  /** The button that does it, once the plan is there. */
  doer(name: RegExp): Locator {
    return this.dialog.getByRole('button', { name });
  }

  /** Types the name when the plan asks for one. */
  async confirm(doer: Locator): Promise<void> {
    await expect(doer).toBeVisible();
    const input = this.dialog.getByLabel('To confirm, type this name:');
    if (await input.isVisible()) await input.fill((await this.dialog.locator('code[id$="-name"]').textContent()) ?? '');
    await expect(doer).not.toHaveAttribute('aria-disabled', 'true');
  }

  /** Confirms, clicks twice as hurried people do, and waits for the result. */
  async run(name: RegExp): Promise<void> {
    const doer = this.doer(name);
    await this.confirm(doer);
    await doer.dblclick();
    await expect(this.dialog.getByRole('status')).toContainText(/done|already so/);
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }
}
