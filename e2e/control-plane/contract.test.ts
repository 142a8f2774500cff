import { contractSuite } from '#lib/testing/contract/suite.ts';
import { startControlPlane } from './control-plane.ts';

contractSuite('a real control plane', async () => {
  const plane = await startControlPlane();
  // Restarted, it knows no history from before: resourceVersion 1 has expired, as on any cluster that is not brand-new.
  await plane.stopApiServer();
  await plane.startApiServer();
  return plane;
});
