import { reflectorFaultLaws } from '#lib/testing/fault-proxy-laws.ts';
import { startControlPlane } from './control-plane.ts';

reflectorFaultLaws('a real control plane', () => startControlPlane());
