import { vi } from 'vitest';
import { contractSuite } from '#lib/testing/contract/suite.ts';
import { startSimulator } from './simulator.ts';

vi.setConfig({ testTimeout: 60_000 }); // The laws wait in real time.

contractSuite('the simulated cluster', async () => {
  const simulator = await startSimulator({ scenario: 'empty', pace: 0.05 });
  // As on any cluster that is not brand-new, history does not reach back to resourceVersion 1.
  simulator.server.compact();
  return { access: { url: simulator.url }, stop: simulator.stop };
});
