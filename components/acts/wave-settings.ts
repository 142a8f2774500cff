import { WAVE_ORDERS, type WaveSettings } from '#lib/feed/wave.ts';

/** The settings as they stand in the form: texts that may be wrong. */
export interface WaveDraft {
  readonly nodes: readonly string[] | null;
  readonly order: WaveSettings['order'];
  readonly size: string;
  readonly pauseSeconds: string;
  readonly failuresAllowed: string;
  readonly availableWithinSeconds: string;
  readonly by: WaveSettings['by'];
}

export type WaveField = 'size' | 'pauseSeconds' | 'failuresAllowed' | 'availableWithinSeconds';

/** A wave that hurts little: a tenth at once, half a minute between, stopped by the first failure. */
export const FIRST_DRAFT: WaveDraft = {
  nodes: null,
  order: 'zone',
  size: '10%',
  pauseSeconds: '30',
  failuresAllowed: '0',
  availableWithinSeconds: '600',
  by: 'delete',
};

/** What each field allows, as lib/feed/wave.ts says. */
export const WAVE_LIMITS = {
  pauseSeconds: [0, 3_600],
  failuresAllowed: [0, 100_000],
  availableWithinSeconds: [10, 86_400],
} as const;

/** The settings that a draft stands for, and the fields that are wrong; `settings` is null when any is. */
export function readDraft(draft: WaveDraft): { readonly settings: WaveSettings | null; readonly wrong: ReadonlySet<WaveField> } {
  const wrong = new Set<WaveField>();
  const size = readSize(draft.size);
  if (size === null) wrong.add('size');
  const count = (field: keyof typeof WAVE_LIMITS) => {
    const [least, most] = WAVE_LIMITS[field];
    const value = /^\d{1,6}$/.test(draft[field]) ? Number(draft[field]) : Number.NaN;
    if (!(value >= least && value <= most)) wrong.add(field);
    return value;
  };
  const settings = {
    ...(draft.nodes === null ? {} : { nodes: draft.nodes }),
    order: draft.order,
    size: size ?? 1,
    pauseSeconds: count('pauseSeconds'),
    failuresAllowed: count('failuresAllowed'),
    availableWithinSeconds: count('availableWithinSeconds'),
    by: draft.by,
  };
  return { settings: wrong.size > 0 ? null : settings, wrong };
}

/** A count from 1 or a percentage from 1 to 100. */
function readSize(text: string): number | string | null {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  return /^(?:100|[1-9]\d?)%$/.test(text) ? text : null;
}

/** The orders that a wave over these Nodes can have: a selection's own order needs a selection. */
export function ordersFor(nodes: readonly string[] | null): readonly WaveSettings['order'][] {
  return WAVE_ORDERS.filter((order) => order !== 'selection' || nodes !== null);
}

/** The least time that a plan takes: the pauses between its steps. What the new Pods need comes on top. */
export function pausesSeconds(steps: number, pauseSeconds: number): number {
  return Math.max(0, steps - 1) * pauseSeconds;
}
