import { badImage } from './bad-image.ts';
import { cordonedZone } from './cordoned-zone.ts';
import { empty } from './empty.ts';
import { healthyFleet } from './healthy-fleet.ts';
import { heldBack } from './held-back.ts';
import { memoryShort } from './memory-short.ts';
import { misscheduled } from './misscheduled.ts';
import { nodesJoining } from './nodes-joining.ts';
import { onDelete } from './on-delete.ts';
import { projectNodeSelector } from './project-node-selector.ts';
import { rollingUpdate } from './rolling-update.ts';
import type { Scenario } from './scenario.ts';
import { largeFleet, showcase } from './showcase.ts';
import { untoleratedTaint } from './untolerated-taint.ts';

/** Every scenario, the demo's default first. */
export const SCENARIOS: readonly Scenario[] = [
  showcase,
  healthyFleet,
  rollingUpdate,
  badImage,
  onDelete,
  nodesJoining,
  cordonedZone,
  memoryShort,
  untoleratedTaint,
  misscheduled,
  projectNodeSelector,
  heldBack,
  largeFleet,
  empty,
];

export const DEFAULT_SCENARIO = showcase.name;
export const DEFAULT_NODES = 60;

/** The scenario of this name, or undefined. */
export function scenarioNamed(name: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}
