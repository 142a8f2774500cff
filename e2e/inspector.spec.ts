import { readFileSync } from 'node:fs';
import { readObject, writeObject } from './support/raw-objects.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'held-back', nodes: 40 } });

const SECRET = 'c4nary-value';

test('[INSPECTOR-1] logs, description and YAML are a key or a link away, searched, saved and without secrets', async ({
  page,
  daemonSet,
  product,
}) => {
  const path = '/apis/apps/v1/namespaces/metering/daemonsets/usage-meter';
  const container = { name: 'usage-meter', env: [{ name: 'PASSWORD', value: SECRET }] };
  await writeObject(product, path, 'PATCH', {
    metadata: { annotations: { 'example.com/kept': JSON.stringify({ spec: { password: SECRET } }) } },
    spec: { template: { spec: { containers: [container] } } },
  });
  await daemonSet.open('metering', 'usage-meter', '?show=yaml');
  const own = page.getByRole('region', { name: 'DaemonSet usage-meter' });
  const yaml = own.getByRole('region', { name: 'YAML of DaemonSet/usage-meter' });
  await expect(own).toContainText(/[1-9]\d* values? that may be/);
  await own.getByRole('searchbox').fill('PASSWORD');
  await expect(own.locator('output')).toHaveText(/^0\/[1-9]/);
  await own.getByRole('searchbox').press('Enter');
  await expect(yaml.locator('mark.bg-accent')).toBeInViewport();
  await expect(yaml).toContainText('value: •••');
  const saved = page.waitForEvent('download');
  await own.getByRole('button', { name: 'Save as a file' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text).toContain('kind: DaemonSet');
  expect(text).not.toContain(SECRET);
  await own.getByRole('button', { name: 'Describe' }).click();
  await expect(own.getByRole('region', { name: /^Description of/ })).toContainText('Desired Number of Nodes Scheduled:');
  await page.keyboard.press('Escape');
  await expect(own).toBeHidden();

  await daemonSet.open('monitoring', 'trace-agent', '?state=outdated&group=none');
  await daemonSet.grid.getByRole('gridcell').first().click({ force: true });
  await expect(daemonSet.panel.getByTestId('verdict')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/show=logs/);
  const log = daemonSet.panel.getByRole('log', { name: /^Log of trace-agent in trace-agent-/ });
  await expect(log).toContainText('level=info');
  const choice = (name: string) => daemonSet.panel.getByRole('checkbox', { name, exact: true });
  await expect(choice('follow')).toBeChecked();
  await choice('previous').check();
  await expect(daemonSet.panel).toContainText('There is no earlier run of this container');
  await expect(choice('follow')).toBeDisabled();
  await choice('previous').uncheck();
  await expect(choice('follow')).toBeChecked();
  const line = log.locator('[data-index]').first();
  await expect(line).toHaveCSS('white-space', 'pre-wrap');
  await choice('wrap').uncheck();
  await expect(line).toHaveCSS('white-space', 'pre');
  await daemonSet.panel.getByRole('searchbox').fill('LEVEL=INFO');
  await daemonSet.panel.getByRole('searchbox').press('Shift+Enter');
  await expect(log.locator('mark.bg-accent')).toHaveText('level=info');
  await daemonSet.panel.getByRole('searchbox').blur();
  for (const [key, view] of [
    ['d', 'describe'],
    ['e', 'events'],
    ['y', 'yaml'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page).toHaveURL(new RegExp(`show=${view}`));
  }
  await expect(daemonSet.panel.getByRole('region', { name: /^YAML of Pod\/trace-agent-/ })).toContainText('kind: Pod');
  await page.keyboard.press('y');
  await expect(page).not.toHaveURL(/show=/);
});

test('[INSPECTOR-2] a change of the strategy is marked in the timeline, and a manifest of a removed API comes back corrected', async ({
  page,
  daemonSet,
  product,
}) => {
  const path = '/apis/apps/v1/namespaces/monitoring/daemonsets/trace-agent';
  const { spec } = await readObject(product, path);
  await writeObject(product, path, 'PATCH', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
  await daemonSet.open('monitoring', 'trace-agent');
  const heading = page.getByRole('heading', { name: /^Timeline/ });
  await expect(async () => {
    await heading.scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(page.getByRole('list', { name: 'What happened' })).toContainText('the strategy became OnDelete', {
      timeout: 3_000,
    });
  }).toPass();
  await writeObject(product, path, 'PATCH', { spec: { updateStrategy: spec?.updateStrategy } });

  await page.getByRole('button', { name: 'What if…' }).click();
  const panel = page.getByRole('region', { name: 'What if' });
  await panel.getByRole('button', { name: 'YAML' }).click();
  await panel
    .getByRole('textbox')
    .first()
    .fill(
      'apiVersion: extensions/v1beta1\nkind: DaemonSet\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n',
    );
  const corrected = panel.getByRole('region', { name: 'Corrected manifest' });
  await expect(corrected).toContainText('was removed in Kubernetes 1.16');
  await expect(corrected).toContainText('apiVersion: apps/v1');
});
