import { healthyFleet } from './healthy-fleet.ts';
import { rollingUpdate } from './rolling-update.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario, the demo's default first. */
export const SCENARIOS: readonly Scenario[] = [healthyFleet, rollingUpdate];

export const DEFAULT_SCENARIO = 'healthy-fleet';

/** The scenario of this name, or undefined. */
export function scenarioNamed(name: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}
