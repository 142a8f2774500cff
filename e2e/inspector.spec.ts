import { readFileSync } from 'node:fs';
import { aLooseClusterPod, readObject, writeObject } from './support/raw-objects.ts';
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
  await expect(yaml.locator('mark').first()).toBeInViewport();
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
  await daemonSet.panel.getByRole('checkbox', { name: 'previous' }).check();
  await expect(daemonSet.panel).toContainText('There is no earlier run of this container');
  await daemonSet.panel.getByRole('checkbox', { name: 'previous' }).uncheck();
  await daemonSet.panel.getByRole('searchbox').fill('LEVEL=INFO');
  await daemonSet.panel.getByRole('searchbox').press('Shift+Enter');
  await expect(log.locator('mark.bg-accent')).toHaveText('level=info');
});

test('[INSPECTOR-2] Pods that no count tells of stand beside the problems by name, each kind with what becomes of it', async ({
  page,
  daemonSet,
  product,
}) => {
  const owner = await readObject(product, '/apis/apps/v1/namespaces/monitoring/daemonsets/trace-agent');
  const [node] = (await readObject(product, '/api/v1/nodes?limit=1')).items ?? [];
  const pods = '/api/v1/namespaces/monitoring/pods';
  await writeObject(product, pods, 'POST', aLooseClusterPod('nowhere', { owner, controller: owner }));
  await writeObject(product, pods, 'POST', aLooseClusterPod('stranger', { owner, controller: node }));
  await writeObject(product, pods, 'POST', aLooseClusterPod('vanished', { owner, controller: owner, nodeName: 'gone-1' }));
  // Its labels match only once it is being deleted: before that it would be adopted.
  await writeObject(
    product,
    pods,
    'POST',
    aLooseClusterPod('left-over', { owner, labels: {}, finalizers: ['example.com/keep'] }),
  );
  await writeObject(product, `${pods}/left-over`, 'DELETE', {});
  await writeObject(product, `${pods}/left-over`, 'PATCH', { metadata: { labels: owner.spec?.selector?.matchLabels } });
  await daemonSet.open('monitoring', 'trace-agent');
  const strays = page.getByTestId('strays');
  const group = (words: string) => strays.getByRole('listitem').filter({ hasText: words }).first();
  await expect(group('1 Pod names no Node')).toContainText('kubectl delete pod --namespace=monitoring nowhere');
  await expect(group('1 Pod of another controller')).toContainText(/stranger.*controlled by Node\//);
  await expect(group('1 Pod is on Nodes that do not exist')).toContainText(/gone-1\s*does not exist/);
  await expect(group('1 orphan matches the selector')).toContainText('left-over');
});

test('[INSPECTOR-3] a change of the strategy is marked in the timeline, and a manifest of a removed API comes back corrected', async ({
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
