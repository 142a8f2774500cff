import { contractSuite } from '#lib/testing/contract/suite.ts';
import { startControlPlane } from './control-plane.ts';

contractSuite('a real control plane', () => startControlPlane());
