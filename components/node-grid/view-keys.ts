import type { KeyboardEvent } from 'react';
import { type GridLayout, sectionIndexAt } from './layout.ts';
import type { Folds } from './use-folds.ts';

interface ViewKeysInput {
  readonly layout: GridLayout | null;
  readonly folds: Folds;
  /** Position of the active cell. */
  readonly active: number;
  readonly zoomBy: (by: 1 | -1) => void;
  readonly onFit: () => void;
  readonly onActive: (slot: number) => void;
}

/**
 * What keys do to the view of the grid: `+` and `-` zoom, `0` fits, `[` folds the group of the active Node, `]` unfolds all.
 * The handler tells whether the key was one of these.
 */
export function viewKeys(input: ViewKeysInput): (event: KeyboardEvent) => boolean {
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => input.zoomBy(1),
    '=': () => input.zoomBy(1),
    '-': () => input.zoomBy(-1),
    '0': input.onFit,
    '[': () => foldActive(input),
    ']': input.folds.unfoldAll,
  };
  return (event) => {
    const { key, ctrlKey, metaKey, altKey, nativeEvent, target, currentTarget } = event;
    const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
    if (!act || ctrlKey || metaKey || altKey || nativeEvent.isComposing || target !== currentTarget) return false;
    event.preventDefault();
    act();
    return true;
  };
}

/** Folds the innermost group around the active cell; the next cell that stays becomes active. */
function foldActive({ layout, folds, active, onActive }: ViewKeysInput): void {
  const index = layout ? sectionIndexAt(layout, active) : -1;
  const { slots, sections } = folds.shown;
  const heading = sections[index]?.lines.at(-1);
  const section = layout?.sections[index];
  if (!heading || !section) return;
  const next = slots[section.start + section.count] ?? slots[section.start - 1];
  if (next !== undefined) onActive(next);
  folds.toggle(heading.id);
}
