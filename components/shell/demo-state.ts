import type { DemoState } from '#lib/client/queries.ts';

export const DEMO_ACTIONS = ['start', 'break', 'mend'] as const;
export type DemoAction = (typeof DEMO_ACTIONS)[number];

/** What the demo bar shows of the simulator's state. */
export interface DemoView {
  readonly scenario: string;
  readonly description: string;
  /** The DaemonSet that the buttons roll, or null. */
  readonly subject: { readonly namespace: string; readonly name: string } | null;
  readonly available: ReadonlySet<DemoAction>;
}

/** Reads the simulator's state; parts that are missing or of another shape are left out, never guessed. */
export function readDemoView(state: DemoState): DemoView {
  const subject = isObject(state.daemonSet) ? state.daemonSet : null;
  const actions = Array.isArray(state.actions) ? state.actions.filter(isObject) : [];
  return {
    scenario: textOf(state.scenario),
    description: textOf(state.description),
    subject: subject ? { namespace: textOf(subject.namespace), name: textOf(subject.name) } : null,
    available: new Set(
      DEMO_ACTIONS.filter((action) => actions.some((entry) => entry.action === action && entry.available === true)),
    ),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
