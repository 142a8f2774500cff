import { expect, test } from './support/test.ts';

test('[TIMELINEPAGE-1] a rollout is drawn while it runs, Node by Node, and after a reload it is the same', async ({
  page,
  daemonSet,
}) => {
  const refused: string[] = [];
  page.on('pageerror', ({ message }) => refused.push(message));
  page.on('response', (answer) => {
    // A container that has yet to start has no log, which the panel says.
    const isExpected = answer.status() < 400 || (answer.status() === 409 && /\/log\b/.test(answer.url()));
    if (!isExpected) refused.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  await daemonSet.open('kube-system', 'fluentd-elasticsearch');
  await page.getByRole('button', { name: 'Start a rollout' }).click();
  await expect(page.getByRole('timer')).toContainText(/Last change|Nothing has changed/);
  const chart = page.getByRole('img', { name: /^Updated, available and stale Nodes over time since/ });
  const heading = page.getByRole('heading', { name: /^Timeline/ });
  // It is loaded when it comes into sight, and then another heading stands in the place of the first.
  const showTimeline = () =>
    expect(async () => {
      await heading.scrollIntoViewIfNeeded({ timeout: 2_000 });
      await expect(chart.locator('canvas')).toBeVisible({ timeout: 3_000 });
    }).toPass();
  await showTimeline();
  await expect(async () => expect(await daemonSet.count('STALE')).toBeLessThan(10)).toPass();
  await page.reload();
  await showTimeline();
  await page.getByText('As a table').click();
  const rows = page.getByRole('table', { name: 'Timeline' }).getByRole('row');
  const desired = await daemonSet.count('DESIRED');
  await expect(rows.nth(1)).toContainText(new RegExp(`^\\d\\d:\\d\\d:\\d\\d${desired}0${desired}${desired}$`));
  await expect(async () => {
    const [, updated = ''] = await rows.last().getByRole('cell').allInnerTexts();
    expect(Number(updated)).toBeGreaterThan(0);
  }).toPass();
  const lane = page.getByRole('list', { name: 'Nodes by how long they took' }).getByRole('button').first();
  await expect(lane).toContainText(/new Pod created|old Pod told to end/);
  await lane.click();
  await expect(daemonSet.panel).toBeVisible();
  expect(refused).toEqual([]);
});
