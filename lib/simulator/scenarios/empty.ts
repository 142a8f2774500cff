import type { Scenario } from './scenario.ts';
import { addNamespaces } from './standard-daemon-sets.ts';

export const empty: Scenario = {
  name: 'empty',
  description: 'A cluster without nodes and DaemonSets, for whatever you apply to it.',
  subject: 'default/none',
  keepsRolling: false,
  nodes: 0,
  build: addNamespaces,
};
