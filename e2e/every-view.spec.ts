import { accessibilityFaults } from './support/accessibility-faults.ts';
import { expect, test } from './support/test.ts';
import { openView, VIEWS } from './support/views.ts';

test.use({ cluster: { scenario: 'showcase', nodes: 40 } });
test.setTimeout(400_000);

test('[EVERY-1] every view is clean for assistive technology in the light theme, and its words can be read in the dark one', async ({
  page,
}) => {
  const found: string[] = [];
  for (const view of VIEWS) {
    await openView(page, view);
    found.push(...(await accessibilityFaults(page)).map((fault) => `${view.name}: ${fault}`));
  }
  expect(found).toEqual([]);
});
