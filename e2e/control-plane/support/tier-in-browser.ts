import { type BrowserContext, expect } from '@playwright/test';
import type { ActScene } from '#lib/testing/acts/act-scene.ts';
import { ActDialog } from '../../support/act-dialog.ts';
import type { Dashboard } from './dashboard.ts';

interface Stage {
  readonly dashboard: Dashboard;
  readonly scene: ActScene;
  /** Whether this person may delete Pods: then it deletes the stale ones. */
  readonly mayDelete: boolean;
}

/** A person looks at the fleet, the DaemonSet and a Node in a browser, and deletes what is stale or finds that it may not. */
export async function browse(context: BrowserContext, { dashboard, scene, mayDelete }: Stage): Promise<void> {
  const page = await (await dashboard.signIn(context)).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${dashboard.url}/c/rollcall`);
  await page.getByRole('link', { name: scene.name, exact: true }).first().click();
  await page.getByRole('grid').waitFor();
  await page.goto(`${page.url().split('?')[0]}?node=${scene.pool.names[0]}`);
  await page.getByRole('region', { name: /^Node / }).waitFor();
  await page.keyboard.press('Escape');
  const act = new ActDialog(page);
  if (mayDelete) {
    await act.open('Delete stale…');
    await act.run(/^Delete 3 stale Pods$/);
  } else {
    const button = page
      .getByRole('group', { name: 'Acts on this DaemonSet' })
      .getByRole('button', { name: 'Delete stale…', exact: true });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
  }
  await context.close();
}
