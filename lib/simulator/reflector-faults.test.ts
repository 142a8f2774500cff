import { reflectorFaultLaws } from '#lib/testing/fault-proxy-laws.ts';
import { startSimulator } from './simulator.ts';

reflectorFaultLaws('a simulated cluster', async () => {
  const simulator = await startSimulator({ scenario: 'healthy-fleet', nodes: 0 });
  return { access: { url: simulator.url }, stop: () => simulator.stop() };
});
