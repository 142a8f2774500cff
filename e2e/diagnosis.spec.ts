import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'held-back', nodes: 40 } });

test('[WHY-1] a person finds the three Nodes that hold a rollout and sees why, whatever the cause', async ({
  page,
  daemonSet,
}) => {
  const causes = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Show Nodes' }) });
  const shown = daemonSet.grid.getByRole('gridcell');

  await daemonSet.open('monitoring', 'trace-agent');
  const unready = causes.filter({ hasText: 'The container trace-agent runs, but is not ready on 3 Nodes' });
  // The page asks for events every 15 s, and the first of them may come after the first question.
  await expect(unready.getByTestId('evidence')).toContainText('Readiness probe fails: HTTP probe failed with statuscode: 503', {
    timeout: 50_000,
  });
  await unready.getByRole('button', { name: 'Show Nodes' }).click();
  await expect(shown).toHaveCount(3);
  await shown.first().click({ force: true });
  await expect(daemonSet.panel.getByTestId('verdict')).toContainText('Its updated Pod is starting');

  await daemonSet.open('metering', 'usage-meter');
  const refused = causes.filter({ hasText: 'quota team-metering is used up' });
  await expect(refused).toContainText('on 3 Nodes');
  await expect(refused).toContainText('kubectl patch quota --namespace=metering');
  await refused.getByRole('button', { name: 'Show Nodes' }).click();
  await expect(shown).toHaveCount(3);

  await daemonSet.open('edge', 'span-collector');
  await causes.filter({ hasText: 'host port' }).getByRole('button', { name: 'Show Nodes' }).click();
  await expect(shown).toHaveCount(3);
  await shown.first().click({ force: true });
  await expect(daemonSet.panel).toContainText('The scheduler refuses this Node');
  await expect(daemonSet.panel.getByTestId('room')).toContainText('The Pod does not fit');
  await expect(daemonSet.panel).toContainText(/Host port 9411\/TCP is held by demo\/legacy-zipkin/);
});
